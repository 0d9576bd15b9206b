import Testing

@testable import Spreadsheet

struct XMLEventsTests {
  /// What a walk tells, one line an event.
  private func events(_ text: String) throws -> [String] {
    var events: [String] = []
    try XMLEvents.walk(
      Array(text.utf8),
      part: "part",
      XMLEvents.Handlers(
        start: { element, attributes in
          let list = attributes.sorted { $0.key < $1.key }.map { " \($0.key)=[\($0.value)]" }
          events.append("<\(element)\(list.joined())>")
        },
        end: { element, text in events.append("</\(element)>[\(text)]") }
      )
    )
    return events
  }

  @Test func elementsAttributesAndText() throws {
    let text = """
      \u{FEFF}<?xml version="1.0" encoding='UTF-8' standalone="yes"?>
      <!-- made by hand -->
      <x:a xmlns:x="urn:x" xmlns:r='urn:r' r:id = 'r"1"'><b/>one<c k="1" l=""
      >two</c >three</x:a>
      """
    #expect(
      try events(text) == [
        "<a r:id=[r\"1\"] xmlns:r=[urn:r] xmlns:x=[urn:x]>", "<b>", "</b>[]", "<c k=[1] l=[]>",
        "</c>[two]",
        "</a>[three]",
      ]
    )
  }

  @Test func referencesLineEndsAndUnparsedText() throws {
    let text =
      "<a k=\"&lt;&#9;\t\r\n&amp;\">&#xD1;&#241;&apos;&quot;&gt;\r\n\r<!-- < -->x<![CDATA[<&amp;]]]]></a>"
    #expect(try events(text) == ["<a k=[<\t  &]>", "</a>[Ññ'\">\n\nx<&amp;]]]"])
  }

  @Test(arguments: [
    "", " <a/>", "text", "<a>", "</a>", "<a></b>", "<a/><b/>", "<a/>text", "<a><b></a></b>",
    "<a k=1/>", "<a k/>", "<a k='1' k='2'/>", "<a k='1'l='2'/>", "<a k='<'/>", "<a k='1/>", "<1/>",
    "< a/>", "<a", "<a/", "<!-- <a/>", "<a><![CDATA[</a>", "<![CDATA[x]]><a/>", "<a>&b;</a>",
    "<a>&#0;</a>", "<a>&#xFFFE;</a>", "<a>&#xD800;</a>", "<a>&#+9;</a>", "<a>&#;</a>", "<a>&</a>",
    "<a>\u{1}</a>", "<a>\0</a>", "<!DOCTYPE a><a/>", "<a><!ENTITY b 'c'></a>",
    "<?xml version='1.0'?>", "<?xml <a/>", "<?b?><a/>", "<a><?b?></a>", "<a/><?b c?>",
  ])
  func whatIsRefused(_ text: String) {
    #expect(throws: SpreadsheetError.broken("part")) { try events(text) }
  }

  @Test func anEncodingThatIsDeclaredDoesNotCount() throws {
    for encoding in ["UTF-7", "ISO-8859-1", "none"] {
      let text = "<?xml version='1.0' encoding='\(encoding)'?>\n<a>+ADw-ñ</a>"
      #expect(try events(text) == ["<a>", "</a>[+ADw-ñ]"])
    }
  }

  @Test(arguments: [0xE9, 0xFF, 0xC0] as [UInt8])
  func whatIsNotUTF8IsRefused(_ byte: UInt8) {
    for text in ["<a>é</a>", "<é/>", "<a é='1'/>", "<a k='é'/>"] {
      let bytes = Array(text.utf8)
      let split = bytes.firstIndex(of: 0xC3) ?? bytes.endIndex
      let spoilt = bytes[..<split] + [byte] + bytes[split...].dropFirst(2)
      #expect(throws: SpreadsheetError.broken("part")) {
        let none = XMLEvents.Handlers(start: { _, _ in }, end: { _, _ in })
        try XMLEvents.walk(Array(spoilt), part: "part", none)
      }
    }
  }
}
