import Testing

@testable import ScenarioFiles

/// The vectors of NIST's examples for FIPS 180-4.
@Suite struct SHA256Tests {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      String(repeating: "a", count: 1_000_000),
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    ),
  ])
  func vectors(_ message: String, _ digest: String) {
    var hash = SHA256()
    hash.update(Array(message.utf8))
    #expect(hash.hexDigest() == digest)
  }

  @Test func digestOfFiles() {
    var digest = ScenarioDigest()
    digest.add("scenario", Array("ab".utf8))
    digest.add("pledges", [])
    var hash = SHA256()
    hash.update(Array("scenario\n2\nabpledges\n0\n".utf8))
    #expect(digest.hexDigest() == hash.hexDigest())
  }
}
