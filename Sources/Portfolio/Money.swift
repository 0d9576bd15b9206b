/// An amount of money in minor units (pesos, cents) of the scenario's currency.
///
/// Sums cannot overflow silently: a scenario holds at most ±9·10¹⁵ minor units in all
/// (``Money/largest``), which a `Double` also represents exactly.
public struct Money: Hashable, Comparable, Sendable {
  /// The largest amount, and the largest sum of amounts, that a scenario may hold.
  public static let largest = Money(minorUnits: 9_000_000_000_000_000)
  /// No money.
  public static let zero = Money(minorUnits: 0)

  /// The amount in minor units.
  public let minorUnits: Int64

  /// Makes an amount from minor units.
  public init(minorUnits: Int64) {
    self.minorUnits = minorUnits
  }

  /// Whether the smaller amount stands on the left.
  public static func < (left: Money, right: Money) -> Bool { left.minorUnits < right.minorUnits }

  /// The sum of two amounts; traps on overflow, which a valid scenario cannot reach.
  public static func + (left: Money, right: Money) -> Money {
    Money(minorUnits: left.minorUnits + right.minorUnits)
  }

  /// The difference of two amounts.
  public static func - (left: Money, right: Money) -> Money {
    Money(minorUnits: left.minorUnits - right.minorUnits)
  }

  /// Adds an amount.
  public static func += (left: inout Money, right: Money) { left = left + right }

  /// Subtracts an amount.
  public static func -= (left: inout Money, right: Money) { left = left - right }
}

/// A currency of ISO 4217 and how many decimals its minor unit has.
public struct Currency: Hashable, Sendable {
  /// The three-letter code, in capitals.
  public let code: String
  /// The decimals of the minor unit: 0 for CLP, 2 for USD.
  public let decimals: Int

  /// The currency with this code, or `nil` if ISO 4217 has none (capitals are required).
  public init?(code: String) {
    guard Currency.isCode(code) else { return nil }
    self.code = code
    decimals = Currency.unusualDecimals[code] ?? 2
  }

  /// The Chilean peso.
  public static let pesos = Currency(code: "CLP", decimals: 0)

  private init(code: String, decimals: Int) {
    self.code = code
    self.decimals = decimals
  }

  private static let unusualDecimals: [String: Int] = [
    "BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0,
    "RWF": 0, "UGX": 0, "UYI": 0, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
    "BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3, "CLF": 4, "UYW": 4,
  ]

  /// Whether a code is one of ISO 4217, looked for in one text: a set of them all takes longer to make.
  private static func isCode(_ code: String) -> Bool {
    let (codes, code) = (Currency.codes.utf8.span, code.utf8.span)
    return code.count == 3
      && stride(from: 0, to: codes.count, by: 4).contains { start in
        (0..<3).allSatisfy { codes[start + $0] == code[$0] }
      }
  }

  private static let codes =
    """
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN \
    BWP BYN BZD CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN \
    ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD \
    JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT \
    MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG \
    QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT \
    TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF XCD XOF XPF \
    YER ZAR ZMW ZWG
    """
}
