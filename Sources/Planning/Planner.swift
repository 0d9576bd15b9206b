public import MixedInteger
public import Portfolio
public import Selection

/// Raised where a question was stopped before its answer.
public struct Interrupted: Error, Hashable, Sendable {}

/// An answer breaks rules or does not add up, which is a mistake of this program: it is not given.
public struct Unverified: Error, Hashable, Sendable {
  /// What the verifier found.
  public var violations: [Violation]
}

/// Answers a planner's questions about a scenario, each by exact solves of changed scenarios.
///
/// *In* means throughout: some optimal portfolio has the initiative. It is decided exactly, by
/// comparing the optimum with the initiative demanded and the optimum with it barred; with the modes
/// `maximin` and `nash` to the last digit of ``Answer/Aim/values``.
public struct Planner: Sendable {
  /// The scenario, with the budget of the settings applied.
  public let scenario: Scenario
  /// The SHA-256 of the scenario's files.
  public let digest: String
  /// What is demanded and barred throughout.
  public let settings: Answer.Settings
  /// All that the user asked for, the budget too, to be said beside the answers.
  public let asked: Answer.Settings
  /// Raised to end with what there is.
  public let stop: StopFlag
  /// Where answers to questions that have words are kept; `nil`: nowhere.
  public var journal: (any AnswerJournal)?
  private let sessions = SessionPool()

  /// A planner of one scenario.
  ///
  /// - `digest`: The SHA-256 of the scenario's files.
  /// - `settings`: What the user asks for beyond the scenario.
  /// - `stop`: Raised to end with what there is.
  public init(
    _ scenario: Scenario,
    digest: String,
    settings: Answer.Settings = .init(),
    stop: StopFlag = StopFlag()
  ) {
    self.scenario = settings.budget.map { scenario.scalingPledges(by: $0) } ?? scenario
    self.digest = digest
    asked = settings
    self.settings = Answer.Settings(lock: settings.lock, exclude: settings.exclude)
    self.stop = stop
  }

  /// The best portfolio of a scenario, proven, or the proof that there is none.
  ///
  /// Every solve of this module goes through here, and every answer that is more than its points
  /// (`ties` other than `any`) through the independent `Verifier`.
  ///
  /// - `scenario`: The scenario; by default the planner's own.
  /// - `lock`: Ids that are demanded beyond the settings.
  /// - `exclude`: Ids that are barred beyond the settings.
  /// - `ties`: `any` where only the points count.
  /// - `near`: An answer whose portfolio may be nearly as good here, to begin with.
  /// - `question`: Words for what the scenario changes, different for each change, by which a journal
  ///   knows the answer; without them it keeps none.
  ///
  /// Throws ``Interrupted``, ``Unverified``, and what `Selector` and the journal throw.
  public func solve(
    _ scenario: Scenario? = nil,
    lock: [String] = [],
    exclude: [String] = [],
    ties: Answer.Ties? = nil,
    near: Answer? = nil,
    question: String? = nil
  ) throws -> Answer {
    guard !stop.isRaised else { throw Interrupted() }
    if let journal, let question {
      let beyond = [lock, exclude].map { $0.joined(separator: " ") } + [ties?.rawValue ?? ""]
      let words = ([question] + beyond).joined(separator: "; ")
      if let known = journal.answer(to: words) { return known }
      let answer = try solve(scenario, lock: lock, exclude: exclude, ties: ties, near: near)
      try journal.keep(answer, to: words)
      return answer
    }
    let scenario = scenario ?? self.scenario
    let settings = settings.with(lock: lock, exclude: exclude)
    var options = SelectionOptions()
    options.stop = stop
    let isCanonical =
      ties == .canonical
      || ties == nil && scenario.initiatives.count <= SelectionOptions.canonicalUpTo
    let answer: Answer
    if isCanonical || ties == .any {
      var session = sessions.take() ?? SelectionSession(options: options)
      answer = try session.best(
        of: scenario,
        digest: digest,
        settings: settings,
        ties: ties,
        near: near
      )
      sessions.giveBack(session)
    } else {
      // The portfolio is shown and is the first one found, which must not depend on what a session
      // happened to solve before.
      options.settings = settings
      answer = try Selector(scenario, digest: digest, options: options).best()
    }
    // Stopped after the proof: not yet the portfolio, or the conflict, that is always given.
    if isCanonical && answer.ties != .canonical || !answer.isConflictMinimal { throw Interrupted() }
    guard answer.status == .optimal || answer.status == .infeasible else { throw Interrupted() }
    if ties != .any {
      let violations = Verifier(scenario, digest: digest).violations(in: answer)
      guard violations.isEmpty else { throw Unverified(violations: violations) }
    }
    return answer
  }

  /// The positions of the canonical best portfolio of a scenario, proven; `nil` if there is none.
  ///
  /// - `only`: Positions that are demanded while all others are barred.
  /// - `question`: As for ``solve(_:lock:exclude:ties:near:question:)``; with a journal its answer is kept.
  ///
  /// Throws as ``solve(_:lock:exclude:ties:near:question:)``.
  func portfolio(
    of scenario: Scenario,
    only: [Int]? = nil,
    question: @autoclosure () -> String
  ) throws -> [Int]? {
    let kept = only.map(Set.init)
    let ids = scenario.initiatives.indices.map { (scenario.initiatives[$0].id, kept?.contains($0)) }
    let lock = ids.filter { $0.1 == true }.map(\.0)
    let exclude = ids.filter { $0.1 == false }.map(\.0)
    return try outline(of: scenario, lock: lock, exclude: exclude, question: question())?
      .starts.map(\.initiative)
  }

  /// What the aims of the best portfolio of a scenario come to, proven; `nil` if there is none.
  ///
  /// The parameters are those of ``solve(_:lock:exclude:ties:near:question:)``, and it throws the same.
  func points(
    of scenario: Scenario? = nil,
    lock: [String] = [],
    exclude: [String] = [],
    near: Answer? = nil,
    question: String? = nil
  ) throws -> [Int64]? {
    if journal != nil, let question {
      return try solve(
        scenario,
        lock: lock,
        exclude: exclude,
        ties: .any,
        near: near,
        question: question
      ).aim?.values
    }
    return try outline(
      of: scenario ?? self.scenario,
      settings.with(lock: lock, exclude: exclude),
      ties: .any,
      near: near
    )?.values
  }

  /// The canonical best portfolio of a scenario without its payments, proven; `nil` if there is none.
  ///
  /// - `question`: As for ``solve(_:lock:exclude:ties:near:question:)``; with a journal its answer is kept.
  ///
  /// Throws as ``solve(_:lock:exclude:ties:near:question:)``.
  func outline(
    of scenario: Scenario,
    lock: [String] = [],
    exclude: [String] = [],
    question: @autoclosure () -> String
  ) throws -> Outline? {
    if journal != nil {
      let answer = try solve(
        scenario,
        lock: lock,
        exclude: exclude,
        ties: .canonical,
        question: question()
      )
      return answer.status == .optimal ? Outline(of: answer, in: scenario) : nil
    }
    return try outline(
      of: scenario,
      settings.with(lock: lock, exclude: exclude),
      ties: .canonical
    )
  }

  private func outline(
    of scenario: Scenario,
    _ settings: Answer.Settings,
    ties: Answer.Ties,
    near: Answer? = nil
  ) throws -> Outline? {
    guard !stop.isRaised else { throw Interrupted() }
    var options = SelectionOptions()
    options.stop = stop
    var session = sessions.take() ?? SelectionSession(options: options)
    let outline = try session.outline(of: scenario, settings: settings, ties: ties, near: near)
    sessions.giveBack(session)
    switch outline.status {
    // Stopped after the proof: not yet the portfolio that is always given.
    case .optimal where ties == .canonical && outline.ties != .canonical: throw Interrupted()
    case .optimal: return outline
    case .infeasible: return nil
    case .feasible, .unknown: throw Interrupted()
    }
  }
}

extension Answer.Settings {
  /// The same settings that demand and bar these ids too.
  fileprivate func with(lock more: [String], exclude others: [String]) -> Answer.Settings {
    var settings = self
    settings.lock += more.filter { !lock.contains($0) }
    settings.exclude += others.filter { !exclude.contains($0) }
    return settings
  }
}

extension Answer {
  /// Whether there is a portfolio and no other has more points than it; in the order of the aims.
  func isAsGood(as other: Answer) -> Bool { aim?.values.isAsGood(as: other.aim?.values) ?? false }
}

extension [Int64] {
  /// Whether no portfolio with other points is better; in the order of the aims.
  func isAsGood(as others: [Int64]?) -> Bool {
    others.map { !lexicographicallyPrecedes($0) } ?? true
  }
}

/// What comes and goes between two portfolios, by id in table order.
public struct Exchange: Hashable, Sendable {
  /// What only the second one has.
  public var entering: [String]
  /// What only the first one has.
  public var leaving: [String]

  /// The exchange from one answer to another.
  public init(from old: Answer, to new: Answer) {
    let before = Set(old.selected.map(\.id))
    let after = Set(new.selected.map(\.id))
    entering = new.selected.map(\.id).filter { !before.contains($0) }
    leaving = old.selected.map(\.id).filter { !after.contains($0) }
  }
}
