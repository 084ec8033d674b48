/// The services that are the same in all regions of a partition.
extension HostRule {
    static let organizations: [HostRule] = [
        .global([.aws, .china, .iso, .isoB, .isoF, .usGov], [.plain], "organizations.{home}.{suffix}"),
        .global([.aws], [.fips], "organizations-fips.{home}.{suffix}"),
        .global([.usGov], [.fips], "organizations.{home}.{suffix}"),
    ]

    static let account: [HostRule] = [
        .global(Partition.all, [.plain], "account.{home}.{suffix}"),
        .global(Partition.all, [.dualStack], "account.{home}.{dual}"),
        .global(Partition.all, [.fips], "account-fips.{home}.{suffix}"),
        .global(Partition.all, [.fipsDualStack], "account-fips.{home}.{dual}"),
    ]

    static let costExplorer: [HostRule] = [
        .global([.eusc], [.plain], "ce.{home}.{dual}"),
        .global(Partition.all, [.plain], "ce.{home}.{suffix}"),
        .global(Partition.all, [.dualStack], "ce.{home}.{dual}"),
        .global(Partition.all, [.fips], "ce-fips.{home}.{suffix}"),
        .global(Partition.all, [.fipsDualStack], "ce-fips.{home}.{dual}"),
    ]

    static let budgets: [HostRule] = [
        .global([.eusc], [.plain, .dualStack], "budgets.{home}.{dual}"),
        .global([.aws], [.dualStack], "budgets.{home}.{dual}"),
        .global([.isoB, .isoE, .isoF], [.plain], "budgets.global.{suffix}"),
        .global(Partition.all, [.plain], "budgets.{suffix}"),
        .global(Partition.all, [.dualStack], "budgets.{dual}"),
        .global(Partition.all, [.fips], "budgets-fips.{suffix}"),
        .global(Partition.all, [.fipsDualStack], "budgets-fips.{dual}"),
    ]

    static let dataExports: [HostRule] = [
        .global(
            [.iso, .isoB, .isoE, .isoF], [.plain, .dualStack], "bcm-data-exports.{home}.{suffix}"),
        .global(Partition.all, [.plain, .dualStack], "bcm-data-exports.{home}.{dual}"),
        .global(Partition.all, [.fips, .fipsDualStack], "bcm-data-exports-fips.{home}.{dual}"),
    ]

    static let identities: [HostRule] = [
        .identity([.aws], [.plain], "iam.{suffix}"),
        .identity([.aws], [.fipsDualStack], "iam-fips.global.{dual}"),
        .identity([.aws, .china, .eusc], [.dualStack], "iam.global.{dual}"),
        .identity([.usGov], [.plain, .fips], "iam.us-gov.{suffix}"),
        .identity([.usGov], [.dualStack, .fipsDualStack], "iam.us-gov.{dual}"),
        .identity([.iso, .isoB], [.fips], "iam-fips.{home}.{suffix}"),
        .identity(Partition.all, [.plain], "iam.{home}.{suffix}"),
        .identity(Partition.all, [.dualStack], "iam.{dual}"),
        .identity(Partition.all, [.fips], "iam-fips.{suffix}"),
        .identity(Partition.all, [.fipsDualStack], "iam-fips.{dual}"),
    ]
}
