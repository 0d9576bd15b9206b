import Spreadsheet
import TestSupport

/// A sheet with the dirt that planners' tables have, and how it is imported.
struct MessySheet {
  /// What is wrong with it, which is also its name in the golden file.
  let name: String
  /// Its bytes, and the ending of its file.
  let bytes: [UInt8]
  let ending: String
  var amountsIn: Int64 = 1
  var decimalSign: String?
  var columns: [(name: String, header: String)] = []

  /// A CSV file; rows are separated by line feeds.
  init(_ name: String, _ text: String, windows: Bool = false) {
    self.name = name
    // Windows-1252 has Latin-1's letters where these sheets need them.
    bytes =
      windows ? text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) } : Array(text.utf8)
    ending = "csv"
  }

  /// A workbook's sheet: texts, but for cells that are plain numbers; `extra` stands behind the rows.
  init(
    _ name: String,
    _ rows: [[String]],
    styles: String? = nil,
    extra: String = "",
    before: String = ""
  ) {
    self.name = name
    var sheet = before + "<sheetData>"
    for (row, cells) in rows.enumerated() {
      sheet += "<row r=\"\(row + 1)\">"
      for (column, text) in cells.enumerated() where !text.isEmpty {
        let place = "r=\"\(Worksheet.name(row: row, column: column))\""
        if text.hasPrefix("<c") {
          sheet += "<c \(place)\(text.dropFirst(2))"
        } else if Double(text) != nil {
          sheet += "<c \(place)><v>\(text)</v></c>"
        } else {
          sheet += "<c \(place) t=\"inlineStr\"><is><t>\(text)</t></is></c>"
        }
      }
      sheet += "</row>"
    }
    bytes = RawWorkbook(sheet: sheet + "</sheetData>" + extra, styles: styles).bytes
    ending = "xlsx"
  }

  func with(
    amountsIn: Int64 = 1,
    decimal: String? = nil,
    _ columns: KeyValuePairs<String, String> = [:]
  ) -> MessySheet {
    var sheet = self
    sheet.amountsIn = amountsIn
    sheet.decimalSign = decimal
    sheet.columns = columns.map { (name: $0.key, header: $0.value) }
    return sheet
  }

  private static let header = "id;nombre;costo;comuna;beneficiarios\n"
  private static let top = ["id", "nombre", "costo", "comuna", "beneficiarios"]
  private static let dates =
    "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"170\"/><xf numFmtId=\"171\"/></cellXfs>"
  private static let styles =
    "<numFmts><numFmt numFmtId=\"170\" formatCode=\"#,##0 &quot;UTM&quot;\"/>"
    + "<numFmt numFmtId=\"171\" formatCode=\"&quot;M$&quot; #,##0\"/></numFmts>" + dates

  /// Thirty sheets.
  static let all: [MessySheet] = [
    // Money.
    MessySheet(
      "money with $ and points",
      header + "A;Plaza;$1.929.500;Sur;100\nB;Calle;$12.000.000;Sur;50\n"
    ),
    MessySheet(
      "one column in three ways",
      header
        + "A;Plaza;$1.929.500;Sur;100\nB;Calle;$2.500.000,00;Sur;50\nC;Luz;$5,000,000.00;Sur;20\n"
    ),
    MessySheet(
      "points and decimals that are zero",
      header + "A;Plaza;$1.929.500;Sur;100\nB;Calle;$2.500.000,00;Sur;50\n"
    ),
    MessySheet("$ - for zero or for missing", header + "A;Plaza;$ -;Sur;100\nB;Calle;1000;Sur;-\n"),
    MessySheet("amounts in words", header + "A;Plaza;12,5 millones;Sur;1\nB;Calle;800 mil;Sur;2\n"),
    MessySheet("UTM", header + "A;Plaza;1.200 UTM;Sur;100\nB;Calle;500 UF;Sur;50\n"),
    MessySheet(
      "thousands, M$, with the decimal sign said",
      "id;nombre;Costo M$;comuna\nA;Plaza;1.500;Sur\nB;Calle;2.300,5;Sur\n"
    ).with(amountsIn: 1000, decimal: ",", ["cost": "Costo M$"]),
    MessySheet(
      "thousands, M$, not said which",
      "id;nombre;Costo M$;comuna\nA;Plaza;1.500;Sur\nB;Calle;2.300;Sur\n"
    ).with(amountsIn: 1000, ["cost": "Costo M$"]),
    MessySheet("dollars in a table of pesos", header + "A;Plaza;US$ 1.000;Sur;100\n"),
    MessySheet("negative in parentheses", header + "A;Plaza;(1.500.000);Sur;100\n"),
    MessySheet(
      "spaces that group and do not break",
      header + "A;Plaza;1\u{A0}929\u{A0}500;Sur;100\n"
    ),
    // Rows and columns.
    MessySheet(
      "a total row",
      header + "A;Plaza;1000;Sur;100\nB;Calle;2000;Sur;50\nTOTAL;;3000;;150\n"
    ),
    MessySheet(
      "totals and a subtotal without a label",
      header + "A;Plaza;1000;Sur;100\n;;1000;;100\nB;Calle;2000;Sur;50\nSubtotal comuna;;2000;;50\n"
    ),
    MessySheet(
      "notes below the table",
      header + "A;Plaza;1000;Sur;100\n\nNota: montos según perfil;;;;\nFuente: Secplan\n"
    ),
    MessySheet(
      "blank columns and rows",
      "id;nombre;;costo;comuna;;\n;;;;;;\nA;Plaza;;1000;Sur;;\n;;;;;;\n"
    ),
    MessySheet("a column without a header", "id;nombre;costo;;comuna\nA;Plaza;1000;revisar;Sur\n"),
    MessySheet(
      "a title above the header",
      "Banco de proyectos 2022;;;;\n" + header + "A;Plaza;1000;Sur;100\n"
    ),
    MessySheet("trailing blanks", "id ;nombre ; costo;comuna\nA ;Plaza  ;1000 ; Sur \n"),
    MessySheet("a semicolon too many", header + "A;Plaza; norte;1000;Sur;100\n"),
    // Texts.
    MessySheet(
      "accents and case in communes",
      header + "A;Plaza;1000;Diguillín;1\nB;Calle;1000;DIGUILLIN;2\nC;Luz;1000;diguillin ;3\n"
    ),
    MessySheet(
      "Windows-1252",
      "código;nombre;costo;comuna\nA;Reposición señalética;1000;Ñuñoa\n",
      windows: true
    ),
    MessySheet("misspelt headers", "id;nombre;costto;comunna\nA;Plaza;1000;Sur\n"),
    MessySheet(
      "duplicate ids and blank names",
      header + "A;Plaza;1000;Sur;1\nA;;2000;Sur;2\n"
    ),
    MessySheet(
      "BIP codes that are cut short or stand twice",
      "Código BIP;nombre;costo\n30123456-0;Plaza;1000\n3012345-0;Calle;1000\n30123457;Luz;1000\n30123456-0;Agua;1000\n"
    ).with(["id": "Código BIP"]),
    MessySheet(
      "dates in three formats",
      "id;nombre;costo;ingreso\nA;Plaza;1000;15/03/2022\nB;Calle;1000;2022-03-15\nC;Luz;1000;15-mar-22\n"
    ),
    // Workbooks.
    MessySheet(
      "a workbook with a date, a real number and a text number",
      [
        top + ["ingreso"],
        ["A", "Plaza", "1929500", "Sur", "100", "<c s=\"1\"><v>44635</v></c>"],
        ["B", "Calle", "$2.500.000", "Sur", "50", "15/03/2022"],
      ],
      styles: styles
    ),
    MessySheet(
      "a workbook whose formats say UTM and M$",
      [
        top, ["A", "Plaza", "<c s=\"2\"><v>500</v></c>", "Sur", "100"],
        ["B", "Calle", "<c s=\"3\"><v>1500</v></c>", "Sur", "50"],
      ],
      styles: styles
    ),
    MessySheet(
      "a workbook with a merged commune and a merged title",
      [
        ["Banco 2022"], top, ["A", "Plaza", "1000", "Sur", "100"],
        ["B", "Calle", "1000", "", "50"],
      ],
      extra: "<mergeCells><mergeCell ref=\"A1:E1\"/><mergeCell ref=\"D3:D4\"/></mergeCells>"
    ),
    MessySheet(
      "a workbook with failed formulas and hidden columns",
      [
        top, ["A", "Plaza", "<c t=\"e\"><f>B9</f><v>#REF!</v></c>", "Sur", "100"],
        ["B", "Calle", "<c><f>1000*2</f><v>2000</v></c>", "Sur", "50"],
      ],
      before: "<cols><col min=\"4\" max=\"4\" hidden=\"1\"/></cols>"
    ),
    MessySheet(
      "a workbook with a total row by formula",
      [
        top, ["A", "Plaza", "1000", "Sur", "100"],
        ["", "", "<c><f>SUM(C2:C2)</f><v>1000</v></c>", "", "<c><f>SUM(E2:E2)</f><v>100</v></c>"],
      ]
    ),
  ]
}
