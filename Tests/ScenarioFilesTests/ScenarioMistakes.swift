/// Mistakes in the YAML file, and exactly what is said about each.
enum ScenarioMistakes {
  static let all: [Mistake] = [
    Mistake(
      "scenario.yaml",
      "cartera: 1",
      "cartera: 2",
      [
        "scenario.yaml:1: cartera: \"2\" is not a format version that this program reads. "
          + "Write 1."
      ]
    ),
    Mistake(
      "scenario.yaml",
      "cartera: 1\n",
      "",
      [
        "scenario.yaml: the key \"cartera\" is missing. Write cartera: 1."
      ]
    ),
    Mistake(
      "scenario.yaml",
      "name: Sample",
      "nmae: Sample",
      [
        "scenario.yaml: the key \"name\" is missing. Write name: Mejillones 2022.",
        "scenario.yaml:2: nmae: there is no key \"nmae\". Did you mean \"name\"?",
      ]
    ),
    Mistake(
      "scenario.yaml",
      "currency: CLP",
      "currency: pesos",
      [
        "scenario.yaml:3: currency: \"pesos\" is not a currency of ISO 4217. Write three "
          + "capitals such as CLP."
      ]
    ),
    Mistake(
      "scenario.yaml",
      "currency: CLP",
      "currency: CLP\ncurrency: USD",
      [
        "scenario.yaml:3: currency: the key \"currency\" stands twice. Delete one."
      ]
    ),
    Mistake(
      "scenario.yaml",
      "currency: CLP",
      "currency: [CLP]",
      [
        "scenario.yaml:3: currency: this must be one text or number, not a list or keys."
      ]
    ),
    Mistake(
      "scenario.yaml",
      "currency: CLP",
      "currency: CLP\namounts_in: 0",
      [
        "scenario.yaml:4: amounts_in: \"0\" is not a whole number from 1 to 1000000000. "
          + "Write 1000 for thousands."
      ]
    ),
    Mistake(
      "scenario.yaml",
      "currency: CLP",
      "currency: CLP\nnumbers: { decimal: \";\" }",
      [
        "scenario.yaml:4: decimal: \";\" is not a decimal sign. Write \",\" or \".\"."
      ]
    ),
    Mistake(
      "scenario.yaml",
      "currency: CLP",
      "currency: CLP\nnumbers: \",\"",
      [
        "scenario.yaml:4: numbers: this must have keys: decimal."
      ]
    ),
    Mistake(
      "scenario.yaml",
      "cycles: [2022, 2023]",
      "cycles: [2022, 2022]",
      [
        "scenario.yaml: cycles: the cycle \"2022\" stands twice. Give each cycle a name of "
          + "its own.",
        "pledges.csv:3: cycle: there is no cycle \"2023\". The cycles are 2022, 2022.",
      ]
    ),
    Mistake(
      "scenario.yaml",
      "pledges: pledges.csv\n",
      "",
      [
        "scenario.yaml: the key \"pledges\" is missing. Write pledges: pledges.csv."
      ]
    ),
    Mistake(
      "scenario.yaml",
      "pledges: pledges.csv",
      "pledges: { a: 1 }",
      [
        "scenario.yaml:7: pledges: this must be a file's name or a list of rows. Write "
          + "pledges: pledges.csv."
      ]
    ),
    Mistake(
      "scenario.yaml",
      "at_least: 60",
      "at_lest: 60",
      [
        "scenario.yaml:12: at_lest: there is no key \"at_lest\". Did you mean \"at_least\"?",
        "scenario.yaml:12: gates: the gate tests nothing. Write at_least, at_most, in or "
          + "not_in.",
      ]
    ),
    Mistake(
      "scenario.yaml",
      "at_least: 60",
      "at_least: sixty",
      [
        "scenario.yaml:12: at_least: \"sixty\" is not a number. Write it with a decimal "
          + "point and without grouping: 1234.5."
      ]
    ),
    Mistake(
      "scenario.yaml",
      "column: viability, at_least: 60",
      "column: viability",
      [
        "scenario.yaml:12: gates: the gate tests nothing. Write at_least, at_most, in or "
          + "not_in."
      ]
    ),
    Mistake(
      "scenario.yaml",
      "column: viability",
      "column: sector",
      [
        "scenario.yaml:12: gates: \"sector\" is a column of text and cannot be compared. "
          + "Use in or not_in."
      ]
    ),
    Mistake(
      "scenario.yaml",
      "column: viability",
      "column: viabilty",
      [
        "scenario.yaml:12: gates: the initiatives have no column \"viabilty\". Did you "
          + "mean \"viability\"?"
      ]
    ),
    Mistake(
      "scenario.yaml",
      "mode: sum",
      "mode: summ",
      [
        "scenario.yaml:14: mode: \"summ\" is none of sum, lexicographic, maximin, nash. "
          + "Did you mean \"sum\"?"
      ]
    ),
    Mistake(
      "scenario.yaml",
      "mode: sum",
      "mode: sum\n  refine: leximin",
      ["scenario.yaml:15: refine: refine: leximin goes with mode: maximin only. Leave it out."]
    ),
    Mistake(
      "scenario.yaml",
      "mode: sum",
      "mode: maximin\n  refine: leximinn",
      [
        "scenario.yaml:15: refine: \"leximinn\" is none of leximin. Did you mean \"leximin\"?"
      ]
    ),
    Mistake(
      "scenario.yaml",
      "ballots: ballots.csv\ninteractions: interactions.csv\ngates:\n  - { column: viability, at_least: 60 }\n"
        + "objective:\n  mode: sum",
      "gates:\n  - { column: viability, at_least: 60 }\nobjective:\n  mode: maximin",
      [
        "scenario.yaml:12: mode: the mode \"maximin\" looks at how satisfied the stakeholders are, but none "
          + "with a weight above 0 prefers anything. Add ballots, or use mode: sum."
      ]
    ),
    Mistake(
      "scenario.yaml",
      "weight: 50",
      "weight: -1",
      [
        "scenario.yaml:16: terms: the weight -1 is negative. Use scale: [high, low] "
          + "where less is better."
      ]
    ),
    Mistake(
      "scenario.yaml",
      "weight: 50",
      "weight: 1.000.000",
      [
        "scenario.yaml:16: weight: \"1.000.000\" is not a number. Write it with a decimal "
          + "point and without grouping: 1234.5."
      ]
    ),
    Mistake(
      "scenario.yaml",
      "weight: 50",
      "weight: 50, scale: [1]",
      [
        "scenario.yaml:16: scale: this is not a scale. Write [0, 100] (worst, best) or "
          + "raw."
      ]
    ),
    Mistake(
      "scenario.yaml",
      "weight: 50",
      "weight: 50, scale: [1, 1]",
      [
        "scenario.yaml:16: terms: the scale starts and ends at 1. Give it two different "
          + "numbers."
      ]
    ),
    Mistake(
      "scenario.yaml",
      "measure: beneficiaries",
      "measure: beneficiares",
      [
        "scenario.yaml:17: terms: there is no measure \"beneficiares\". Did you mean "
          + "\"beneficiaries\"?"
      ]
    ),
    Mistake(
      "scenario.yaml",
      "measure: beneficiaries",
      "measure: commune",
      [
        "scenario.yaml:17: terms: \"commune\" is a column of text, not of numbers. Name a "
          + "numeric column."
      ]
    ),
    Mistake(
      "scenario.yaml",
      "measure: beneficiaries",
      "measure: preference:bord",
      [
        "scenario.yaml:17: terms: there is no stakeholder \"bord\". Did you mean \"board\"?"
      ]
    ),
    Mistake(
      "scenario.yaml",
      "max: 40%",
      "max: 10.5",
      [
        "scenario.yaml:19: max: 10.5 is not an amount (CLP has no decimals). Round it, "
          + "and write it without grouping."
      ]
    ),
    Mistake(
      "scenario.yaml",
      "max: 40%",
      "max: forty",
      [
        "scenario.yaml:19: max: \"forty\" is not a number. Write it with a decimal point "
          + "and without grouping: 1234.5."
      ]
    ),
    Mistake(
      "scenario.yaml",
      ", max: 40%",
      "",
      [
        "scenario.yaml:19: limits: the limit has neither min nor max. Write one of them."
      ]
    ),
    Mistake(
      "scenario.yaml",
      "where: { sector: water }",
      "where: { sector: wather }",
      [
        "scenario.yaml:19: limits: no initiative has sector \"wather\". Did you mean "
          + "\"water\"?"
      ]
    ),
    Mistake(
      "scenario.yaml",
      "where: { sector: water }",
      "where: { sectr: water }",
      [
        "scenario.yaml:19: limits: the initiatives have no column \"sectr\". Did you mean "
          + "\"sector\"?"
      ]
    ),
    Mistake(
      "scenario.yaml",
      "where: { sector: water }",
      "where: water",
      [
        "scenario.yaml:19: where: this must name a column and its values, such as { "
          + "sector: [roads, water] }."
      ]
    ),
    Mistake(
      "scenario.yaml",
      "where: { sector: water }",
      "per: comune",
      [
        "scenario.yaml:19: limits: the initiatives have no column \"comune\". Did you mean "
          + "\"commune\"?"
      ]
    ),
    Mistake(
      "scenario.yaml",
      "where: { sector: water }",
      "cycle: 2024",
      [
        "scenario.yaml:19: limits: there is no cycle \"2024\". The cycles are 2022, 2023."
      ]
    ),
    Mistake(
      "scenario.yaml",
      "limits:",
      "allocation: fair\nlimits:",
      [
        "scenario.yaml:18: allocation: \"fair\" is none of balanced, earmarked_first. "
          + "Write one of them."
      ]
    ),
    Mistake(
      "scenario.yaml",
      "limits:",
      "gatess: 1\nlimits:",
      [
        "scenario.yaml:18: gatess: there is no key \"gatess\". Did you mean \"gates\"?"
      ]
    ),
    Mistake(
      "scenario.yaml",
      "limits:",
      "limits: 1\nlimit:",
      [
        "scenario.yaml:18: limits: this must be a list. Begin each item with a dash.",
        "scenario.yaml:19: limit: there is no key \"limit\". Did you mean \"limits\"?",
      ]
    ),
    Mistake(
      "scenario.yaml",
      "- { measure: cost",
      "- { mesure: cost",
      [
        "scenario.yaml:19: mesure: there is no key \"mesure\". Did you mean \"measure\"?",
        "scenario.yaml:19: limits: the key \"measure\" is missing here.",
      ]
    ),
    Mistake(
      "scenario.yaml",
      "objective:\n",
      "objective: [\n",
      [
        "scenario.yaml:15: this is not valid YAML: did not find expected ',' or ']'. "
          + "Check indentation, quotes and brackets."
      ]
    ),
    Mistake(
      "scenario.yaml",
      "currency: CLP",
      "currency: CLP\nnumbers: { decimal: \",\" }",
      [
        "initiatives.csv:2: award_probability: \"0.5\" does not fit numbers: { decimal: "
          + "\",\" }. Write it like the others."
      ]
    ),
    Mistake(
      "scenario.yaml",
      "initiatives: initiatives.csv",
      "initiatives: [1]",
      [
        "scenario.yaml:5: initiatives: a row must have keys, such as { id: A, name: "
          + "Plaza, cost: 1000 }."
      ]
    ),
    Mistake(
      "scenario.yaml",
      "- { measure: cost",
      "- [1, 2]\n  - { measure: cost",
      [
        "scenario.yaml:19: limits: this must have keys: measure, min, max, where, per, "
          + "cycle."
      ]
    ),
    Mistake(
      "scenario.yaml",
      "initiatives: initiatives.csv",
      "initiatives: []",
      [
        "scenario.yaml: the table of initiatives is empty. Write at least one "
          + "initiative."
      ]
    ),
  ]
}
