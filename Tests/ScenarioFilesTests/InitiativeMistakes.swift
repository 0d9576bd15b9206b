/// Mistakes in the initiatives, and exactly what is said about each.
enum InitiativeMistakes {
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
      ",,\n",
      [
        "initiatives.csv:2: beneficiaries: the cell is blank, but the scenario adds up "
          + "beneficiaries. Write 0 if it has none."
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
      "B,Road",
      "A,Road",
      [
        "initiatives.csv:3: id: \"A\" is the id of line 2 too. Give each initiative an id "
          + "of its own.",
        "ballots.csv:3: initiative: there is no initiative \"B\". Write the id of an "
          + "initiative.",
        "interactions.csv:2: b: there is no initiative \"B\". Write the id of an "
          + "initiative.",
      ]
    ),
    Mistake(
      "initiatives.csv",
      "B,Road",
      ",Road",
      [
        "initiatives.csv:3: id: the id is blank. Give the initiative an id.",
        "ballots.csv:3: initiative: there is no initiative \"B\". Write the id of an "
          + "initiative.",
        "interactions.csv:2: b: there is no initiative \"B\". Write the id of an "
          + "initiative.",
      ]
    ),
    Mistake(
      "initiatives.csv",
      "B,Road",
      "B,",
      [
        "initiatives.csv:3: name: the cell is blank. Give the initiative a name."
      ]
    ),
    Mistake(
      "initiatives.csv",
      ",200,A",
      ",200,Z",
      [
        "initiatives.csv:3: requires: there is no initiative \"Z\". Write the id of an "
          + "initiative."
      ]
    ),
    Mistake(
      "initiatives.csv",
      ",100,",
      ",100,B",
      [
        "initiatives.csv:3: requires: the requirements go round in a circle: A → B → A. "
          + "Remove one of them."
      ]
    ),
    Mistake(
      "initiatives.csv",
      "11;13",
      "11;18",
      [
        "initiatives.csv:4: sdgs: 18 is not a Sustainable Development Goal. Write "
          + "numbers from 1 to 17."
      ]
    ),
    Mistake(
      "initiatives.csv",
      "11;13",
      "eleven",
      [
        "initiatives.csv:4: sdgs: \"eleven\" is not a Sustainable Development Goal. Write "
          + "numbers: 6;9;11."
      ]
    ),
    Mistake(
      "initiatives.csv",
      "beneficiaries,",
      "benficiaries,",
      [
        "initiatives.csv:1: benficiaries: there is no column \"benficiaries\". Did you "
          + "mean \"beneficiaries\"? If not, give it a name that is less alike."
      ]
    ),
    Mistake(
      "initiatives.csv",
      ",requires",
      ",requires,costo",
      [
        "initiatives.csv:1: the header has 12 cells, but the rows have 11. Make them "
          + "match."
      ]
    ),
    Mistake(
      "initiatives.csv",
      "id,name,cost",
      "id,name,price",
      [
        "initiatives.csv:1: the column \"cost\" is missing. The header has id, name, "
          + "price, commune, sector, sdgs, investment, award_probability, viability, "
          + "beneficiaries, requires."
      ]
    ),
    Mistake(
      "initiatives.csv",
      "B,Road,2000,North",
      "B,Road,2000,NORTH",
      [
        "initiatives.csv:3: commune: \"NORTH\" and \"North\" of line 2 look like the same. "
          + "Write both alike."
      ]
    ),
    Mistake(
      "initiatives.csv",
      "C,Park",
      "Total,",
      [
        "initiatives.csv:4: the row looks like a total, not an entry of the table. "
          + "Delete it; totals are computed.",
        "ballots.csv:4: initiative: there is no initiative \"C\". Write the id of an "
          + "initiative.",
      ]
    ),
    Mistake(
      "initiatives.csv",
      "90,300,\n",
      "90,300,\n,,6000,,,,240000,,,600,\n",
      [
        "initiatives.csv:5: the row looks like a total, not an entry of the table. "
          + "Delete it; totals are computed."
      ]
    ),
    Mistake(
      "initiatives.csv",
      "90,300,\n",
      "90,300,\nSource: survey\n",
      [
        "initiatives.csv:5: \"Source: survey\" looks like a note, not a row of the table. "
          + "Delete it."
      ]
    ),
    Mistake(
      "initiatives.csv",
      "90,300,\n",
      "90,300\n",
      [
        "initiatives.csv:4: the row has 10 cells, but the header has 11. Put cells that "
          + "hold the delimiter in quotes."
      ]
    ),
    Mistake(
      "initiatives.csv",
      "90,300,\n",
      "90,300,,7\n",
      [
        "initiatives.csv:4: the row has 12 cells, but the header has 11. Put cells that "
          + "hold the delimiter in quotes."
      ]
    ),
    Mistake(
      "initiatives.csv",
      "A,Well",
      "A,\"Well",
      [
        "initiatives.csv:2: the quote that opens here is never closed. Close it with \"."
      ]
    ),
    Mistake(
      "initiatives.csv",
      "A,Well",
      "A,We\"ll",
      [
        "initiatives.csv:2: a quote stands inside a cell. Put the cell in quotes and "
          + "write it twice."
      ]
    ),
    Mistake(
      "initiatives.csv",
      "A,Well",
      "A,\"We\"ll",
      [
        "initiatives.csv:2: text follows a closing quote. Write a quote inside quotes "
          + "twice: \"\"."
      ]
    ),
    Mistake(
      "initiatives.csv",
      "",
      "",
      [
        "initiatives.csv: the file is empty. Write a header and at least one row."
      ]
    ),
    Mistake(
      "initiatives.csv",
      "",
      "id,name,cost\n",
      [
        "initiatives.csv: the table of initiatives is empty. Write at least one "
          + "initiative."
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
      "id,name",
      "id,name,,x",
      [
        "initiatives.csv:1: the header has 13 cells, but the rows have 11. Make them "
          + "match."
      ]
    ),
    Mistake(
      "initiatives.csv",
      "commune,sector",
      "commune,commune",
      [
        "scenario.yaml:19: limits: the initiatives have no column \"sector\". Their "
          + "columns are commune, viability, beneficiaries.",
        "initiatives.csv:1: commune: the column \"commune\" stands twice. Delete one.",
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
      "90,300,\n",
      "90,300,\nNota: costos estimados,,,,,,,,,,\n",
      [
        "initiatives.csv:5: \"Nota: costos estimados\" looks like a note, not a row of the "
          + "table. Delete it."
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
      ",requires\n",
      ",count\n",
      [
        "initiatives.csv:1: count: \"count\" is a measure that always exists. Give column "
          + "11 another name."
      ]
    ),
    Mistake(
      "initiatives.csv",
      "C,Park",
      "C;D,Park",
      [
        "initiatives.csv:4: id: \"C;D\" holds a ;, which separates ids in lists. Write "
          + "another sign.",
        "ballots.csv:4: initiative: there is no initiative \"C\". Did you mean \"C;D\"?",
      ]
    ),
    Mistake(
      "initiatives.csv",
      "90,300,\n",
      "90,300,\nTotal 2022,,6000,,,,,,,,\n",
      [
        "initiatives.csv:5: the row looks like a total, not an entry of the table. "
          + "Delete it; totals are computed."
      ]
    ),
    Mistake(
      "initiatives.csv",
      "beneficiaries,",
      "Benficiarios,",
      [
        "initiatives.csv:1: Benficiarios: there is no column \"Benficiarios\". Did you "
          + "mean \"beneficiarios\"? If not, give it a name that is less alike."
      ]
    ),
    Mistake(
      "initiatives.csv",
      ",requires\n",
      ",reqiures\n",
      [
        "initiatives.csv:1: reqiures: there is no column \"reqiures\". Did you mean "
          + "\"requires\"? If not, give it a name that is less alike."
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
    Mistake(
      "initiatives.csv",
      "id,name,cost",
      "id,name,costs",
      [
        "initiatives.csv:1: costs: there is no column \"costs\". Did you mean \"cost\"? If "
          + "not, give it a name that is less alike."
      ]
    ),
  ]
}
