/// Mistakes in the initiatives, and exactly what is said about each.
enum InitiativeMistakes {
  static let all: [Mistake] = [
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
      "90,300,\n",
      "90,300,\nNota: costos estimados,,,,,,,,,,\n",
      [
        "initiatives.csv:5: \"Nota: costos estimados\" looks like a note, not a row of the "
          + "table. Delete it."
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
      "id,name,cost",
      "id,name,costs",
      [
        "initiatives.csv:1: costs: there is no column \"costs\". Did you mean \"cost\"? If "
          + "not, give it a name that is less alike."
      ]
    ),
  ]
}
