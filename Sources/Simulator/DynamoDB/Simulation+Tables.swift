import Formats

extension Simulation {
    /// The table of a name; nil where an account has none of that name in a region.
    package func table(_ name: String, of account: Account, in region: Region) -> Table? {
        guard let use = use(ofTable: name, account, region) else { return nil }
        return TableMaker(self, name, account, region, use).table()
    }
}
