/// Mistakes in the amounts and numbers of a table, and exactly what is said about each.
enum NumberMistakes {
  static let all: [Mistake] = [
    Mistake(
      "initiatives.csv",
      "1000",
      "12,5 millones",
      [
        "initiatives.csv:2: the row has 12 cells, but the header has 11. Put cells that hold "
          + "the delimiter in quotes."
      ]
    ),
    Mistake(
      "initiatives.csv",
      "1000,North",
      "\"12,5 millones\",North",
      [
        "initiatives.csv:2: cost: \"12,5 millones\" is not an amount (CLP has no "
          + "decimals). Write 12500000."
      ]
    ),
    Mistake(
      "initiatives.csv",
      "1000",
      "$ -",
      [
        "initiatives.csv:2: cost: \"$ -\" could be zero or missing. Write 0, or the "
          + "amount."
      ]
    ),
    Mistake(
      "initiatives.csv",
      "1000",
      "-5",
      [
        "initiatives.csv:2: cost: the amount -5 is negative. Write 0 or more."
      ]
    ),
    Mistake(
      "initiatives.csv",
      "1000",
      "10.5",
      [
        "initiatives.csv:2: cost: \"10.5\" is not an amount (CLP has no decimals). Round "
          + "it."
      ]
    ),
    Mistake(
      "initiatives.csv",
      "1000",
      "",
      [
        "initiatives.csv:2: cost: the cell is blank. Write an amount."
      ]
    ),
    Mistake(
      "initiatives.csv",
      "1000",
      "9000000000000001",
      [
        "initiatives.csv:2: cost: 9000000000000001 is above the largest amount, "
          + "9000000000000000 minor units."
      ]
    ),
    Mistake(
      "initiatives.csv",
      ",100,",
      ",1.500,",
      [
        "initiatives.csv:2: beneficiaries: \"1.500\" could be 1500 or 1.5. Write 1500 "
          + "without a separator, or add numbers: { decimal: \",\" } or { decimal: \".\" } to "
          + "the scenario."
      ]
    ),
    Mistake(
      "initiatives.csv",
      ",100,\n",
      ",n/d,\n",
      [
        "initiatives.csv:2: beneficiaries: \"n/d\" is not a number. Write one, or leave "
          + "the cell blank."
      ]
    ),
    Mistake(
      "initiatives.csv",
      ",100,\n",
      ",50%,\n",
      [
        "initiatives.csv:2: beneficiaries: \"50%\" is a percentage, which cannot stand "
          + "here. Write the number without %."
      ]
    ),
    Mistake(
      "initiatives.csv",
      "0.5",
      "1.2",
      [
        "initiatives.csv:2: award_probability: 1.2 is not a probability. Write a number "
          + "from 0 to 1."
      ]
    ),
    Mistake(
      "initiatives.csv",
      "0.5",
      "-0.1",
      [
        "initiatives.csv:2: award_probability: -0.1 is not a probability. Write a number "
          + "from 0 to 1."
      ]
    ),
    Mistake(
      "initiatives.csv",
      "1000,North",
      "\"1.500,50\",North",
      [
        "initiatives.csv:2: cost: \"1.500,50\" is not an amount (CLP has no decimals). "
          + "Round it."
      ]
    ),
    Mistake(
      "initiatives.csv",
      "A,Well,1000,North,water,6,90000,0.5,80,100,",
      "A,Well,1000,North,water,6,\"90.000,0\",0.5,80,\"1,234.5\",",
      [
        "initiatives.csv:2: beneficiaries: \"1,234.5\" and \"90.000,0\" of line 2 cannot "
          + "both be right: one has a decimal point, the other a decimal comma. Write them "
          + "alike."
      ]
    ),
    Mistake(
      "initiatives.csv",
      ",100,",
      ",12,5,",
      [
        "initiatives.csv:2: the row has 12 cells, but the header has 11. Put cells that hold "
          + "the delimiter in quotes."
      ]
    ),
    Mistake(
      "initiatives.csv",
      "1000",
      "M$ 12500",
      [
        "initiatives.csv:2: cost: \"M$ 12500\" is not an amount (CLP has no decimals). "
          + "Write 12500000."
      ]
    ),
    Mistake(
      "initiatives.csv",
      "1000",
      "1.500 millones",
      [
        "initiatives.csv:2: cost: \"1.500 millones\" is not an amount (CLP has no "
          + "decimals). Write a number such as 12500000."
      ]
    ),
    Mistake(
      "initiatives.csv",
      "1000",
      "US$ 20",
      [
        "initiatives.csv:2: cost: \"US$ 20\" is in US$, whose worth changes. Write the amount in CLP."
      ]
    ),
    Mistake(
      "initiatives.csv",
      ",100,",
      ",123456789012345678901,",
      [
        "initiatives.csv:2: beneficiaries: \"123456789012345678901\" has too many digits. "
          + "Write at most 15."
      ]
    ),
    Mistake(
      "initiatives.csv",
      ",90,300",
      ",ninety,300",
      [
        "initiatives.csv:4: viability: \"ninety\" is not a number. Write one, or leave the "
          + "cell blank."
      ]
    ),
    Mistake(
      "initiatives.csv",
      ",100,",
      ",12.5 mil,",
      [
        "initiatives.csv:2: beneficiaries: \"12.5 mil\" is not a number. Write 12500."
      ]
    ),
    Mistake(
      "initiatives.csv",
      "1000",
      "#REF!",
      [
        "initiatives.csv:2: cost: \"#REF!\" is not an amount (CLP has no decimals). Write "
          + "a number such as 12500000."
      ]
    ),
    Mistake(
      "initiatives.csv",
      ",70,200,A",
      ",(70),200,A",
      [
        "initiatives.csv:3: viability: -70 is not a viability. Write a number from 0 to "
          + "100."
      ]
    ),
  ]
}
