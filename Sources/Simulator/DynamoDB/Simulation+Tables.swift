import Formats

extension Simulation {
    /// The table of a name; nil where an account has none of that name in a region.
    package func table(_ name: String, of account: Account, in region: Region) -> Table? {
        guard let use = use(ofTable: name, account, region) else { return nil }
        return TableMaker(self, name, account, region, use).table()
    }

    /// All tables of an account in a region, in the order in which AWS lists them.
    package func tables(of account: Account, in region: Region) -> [Table] {
        tableUses(of: account, in: region).map { TableMaker(self, $0.name, account, region, $0.use).table() }
    }
}
