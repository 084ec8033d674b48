import AWS
import Foundation
import Support
import Testing

struct CredentialsFilesTests {
    let files = CredentialFiles.system

    @Test func `a file that does not exist is none, and one that cannot be read is an error`() throws {
        let folder = try TemporaryFolder()

        #expect(try files.read(folder.file("none")) == nil)
        #expect(try files.read(folder.file("none/none")) == nil)
        let failure = #expect(throws: CredentialFailure.self) { try files.read(folder.path) }
        #expect(failure?.what == "cannot read \(folder.path): Is a directory")
    }

    @Test func `a file is replaced in one step, and only its owner may read it`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("token.json")
        try "old".write(toFile: path, atomically: false, encoding: .utf8)
        let old = try #require(FileHandle(forReadingAtPath: path))

        try files.replace(path, Array("new".utf8))

        // Who has the old file open still reads the old one whole.
        #expect(try old.readToEnd() == Data("old".utf8))
        #expect(try files.read(path) == Array("new".utf8))
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["token.json"])
    }

    @Test func `a file that cannot be written leaves nothing behind`() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("taken")
        try FileManager.default.createDirectory(atPath: path + "/x", withIntermediateDirectories: true)

        let failure = #expect(throws: CredentialFailure.self) { try files.replace(path, [1]) }

        #expect(failure?.what.hasPrefix("cannot write \(path): ") == true)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["taken"])
    }
}
