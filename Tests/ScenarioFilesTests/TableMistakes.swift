/// Mistakes in the other tables, and exactly what is said about each.
enum TableMistakes {
  static let all: [Mistake] = [
    Mistake(
      "funders.csv",
      "company",
      "compny",
      [
        "funders.csv:3: kind: \"compny\" is none of company, municipality, "
          + "regional_government, foundation, community, other. Did you mean \"company\"?"
      ]
    ),
    Mistake(
      "funders.csv",
      "mine,Mine",
      "muni,Mine",
      [
        "funders.csv:3: id: \"muni\" stands twice. Give each funder an id of its own.",
        "pledges.csv:3: funder: there is no funder \"mine\". Did you mean \"muni\"?",
      ]
    ),
    Mistake(
      "pledges.csv",
      "muni,3000",
      "munii,3000",
      [
        "pledges.csv:2: funder: there is no funder \"munii\". Did you mean \"muni\"?"
      ]
    ),
    Mistake(
      "pledges.csv",
      "muni,3000",
      "muni,\"3.000,5\"",
      [
        "pledges.csv:2: amount: \"3.000,5\" is not an amount (CLP has no decimals). Round "
          + "it."
      ]
    ),
    Mistake(
      "pledges.csv",
      "mine,4000,2023",
      "mine,4000,2024",
      [
        "pledges.csv:3: cycle: there is no cycle \"2024\". The cycles are 2022, 2023."
      ]
    ),
    Mistake(
      "pledges.csv",
      "mine,4000,2023,North",
      "mine,4000,2023,Nord",
      [
        "pledges.csv:3: commune: no initiative has commune \"Nord\". Did you mean \"North\"?"
      ]
    ),
    Mistake(
      "pledges.csv",
      "50%",
      "150%",
      [
        "pledges.csv:3: max_share: 1.5 is not a share. Write more than 0% and at most "
          + "100%."
      ]
    ),
    Mistake(
      "pledges.csv",
      ",10,A,",
      ",10,D,",
      [
        "pledges.csv:3: only_if: there is no initiative \"D\". Write the id of an "
          + "initiative."
      ]
    ),
    Mistake(
      "pledges.csv",
      "formalized",
      "firm",
      [
        "pledges.csv:3: status: \"firm\" is none of pledged, formalized, withdrawn. Write "
          + "one of them."
      ]
    ),
    Mistake(
      "pledges.csv",
      "only_if",
      "whenever",
      [
        "pledges.csv:1: whenever: pledges have no column \"whenever\", and neither have "
          + "the initiatives. Delete it, or call it notes."
      ]
    ),
    Mistake(
      "pledges.csv",
      "only_if",
      "only_iff",
      [
        "pledges.csv:1: only_iff: there is no column \"only_iff\". Did you mean \"only_if\"? "
          + "If not, give it a name that is less alike."
      ]
    ),
    Mistake(
      "stakeholders.csv",
      ",2,",
      ",-2,",
      [
        "stakeholders.csv:2: weight: the weight -2 is negative. Write 0 or more."
      ]
    ),
    Mistake(
      "stakeholders.csv",
      "approval",
      "aproval",
      [
        "stakeholders.csv:3: ballot: \"aproval\" is none of score, points, approval, "
          + "ranking. Did you mean \"approval\"?"
      ]
    ),
    Mistake(
      "ballots.csv",
      "board,A,7",
      "board,A,8",
      [
        "ballots.csv:2: value: 8 is above the ballot's scale, which ends at 7."
      ]
    ),
    Mistake(
      "ballots.csv",
      "board,A,7",
      "bord,A,7",
      [
        "ballots.csv:2: stakeholder: there is no stakeholder \"bord\". Did you mean "
          + "\"board\"?"
      ]
    ),
    Mistake(
      "ballots.csv",
      "board,A,7",
      "board,Q,7",
      [
        "ballots.csv:2: initiative: there is no initiative \"Q\". Write the id of an "
          + "initiative."
      ]
    ),
    Mistake(
      "ballots.csv",
      "board,A,7",
      "board,B,7",
      [
        "ballots.csv:3: value: board has a value for B already. Keep one."
      ]
    ),
    Mistake(
      "ballots.csv",
      "board,A,7",
      "board,A,",
      [
        "ballots.csv:2: value: the cell is blank. Write a value, or delete the row."
      ]
    ),
    Mistake(
      "ballots.csv",
      "union,C,1",
      "union,C,maybe",
      [
        "ballots.csv:4: value: \"maybe\" is none of 1, 0. Write one of them."
      ]
    ),
    Mistake(
      "interactions.csv",
      "20",
      "20.5",
      [
        "interactions.csv:2: value: \"20.5\" is not a whole number. Round it."
      ]
    ),
    Mistake(
      "interactions.csv",
      "A,B",
      "A,A",
      [
        "interactions.csv:2: b: an interaction needs two different initiatives."
      ]
    ),
    Mistake(
      "interactions.csv",
      "",
      "PK\u{3}\u{4}",
      [
        "interactions.csv: the workbook is damaged (ZIP). Open it in a spreadsheet program and "
          + "save it again."
      ]
    ),
    Mistake(
      "stakeholders.csv",
      "id,name",
      "name,id2",
      [
        "stakeholders.csv:1: the column \"id\" is missing. The header has name, id2, kind, "
          + "weight, ballot, scale."
      ]
    ),
    Mistake(
      "pledges.csv",
      "muni,3000",
      "muni,",
      [
        "pledges.csv:2: amount: the cell is blank. Write an amount."
      ]
    ),
    Mistake(
      "pledges.csv",
      "3000",
      "3 millones",
      [
        "pledges.csv:2: amount: \"3 millones\" is not an amount (CLP has no decimals). "
          + "Write 3000000."
      ]
    ),
    Mistake(
      "ballots.csv",
      "stakeholder,initiative,value",
      "stakeholder,initiative,valor,valor",
      [
        "ballots.csv:1: the header has 4 cells, but the rows have 3. Make them match."
      ]
    ),
    Mistake(
      "interactions.csv",
      "20",
      "1000000000001",
      [
        "interactions.csv:2: value: 1000000000001 points are too many (at most 10^12)."
      ]
    ),
    Mistake(
      "interactions.csv",
      "A,B,20",
      "A,B,20\nB,A,10",
      [
        "interactions.csv:3: b: B and A have an interaction already. Keep one."
      ]
    ),
    Mistake(
      "stakeholders.csv",
      "score,7",
      "score,0",
      [
        "stakeholders.csv:2: scale: the scale's largest value 0 is not above 0. Write "
          + "the best score there is."
      ]
    ),
  ]
}
