import Formats
import Images
import Testing

struct LifecycleSimulationTests {
    private let now = Timestamp(day: 20_000)

    private func ago(_ days: Int) -> Timestamp { now.adding(days: -days) }

    private func fates(_ rules: LifecycleRule..., of images: [LifecycleImage]) -> [Fate] {
        LifecycleSimulation(LifecyclePolicy(rules: rules)).fates(of: images, at: now)
    }

    private func keepNewest(_ count: Int, priority: Int = 1) -> LifecycleRule {
        LifecycleRule(priority: priority, tagStatus: .any, countType: .imageCountMoreThan, count: count)
    }

    private let archiveUnpulled = LifecycleRule(
        priority: 1, tagStatus: .any, countType: .sinceImagePulled, countUnit: "days", count: 30,
        action: .transition(.archive))

    @Test func `what an index lists stays with it and is not counted`() {
        let images = [
            LifecycleImage(tags: ["new"], pushed: ago(1), children: [1, 2]),
            LifecycleImage(pushed: ago(1)), LifecycleImage(pushed: ago(1)),
            LifecycleImage(tags: ["older"], pushed: ago(2)), LifecycleImage(tags: ["old"], pushed: ago(3)),
        ]

        let fates = fates(keepNewest(2), of: images)

        #expect(
            fates == [
                Fate(.kept, rule: 1, .withinCount), Fate(.kept, rule: 1, .protectedByIndex(0)),
                Fate(.kept, rule: 1, .protectedByIndex(0)), Fate(.kept, rule: 1, .withinCount),
                Fate(.expired, rule: 1, .beyondCount),
            ])
    }

    @Test func `what an index lists is free to go once the last index that lists it goes`() {
        let images = [
            LifecycleImage(tags: ["a"], pushed: ago(1), children: [3]),
            LifecycleImage(tags: ["b"], pushed: ago(8), children: [3, 4]),
            LifecycleImage(tags: ["c"], pushed: ago(9)),
            LifecycleImage(pushed: ago(9)), LifecycleImage(pushed: ago(9)),
        ]
        let old = LifecycleRule(
            priority: 1, tagStatus: .any, countType: .sinceImagePushed, countUnit: "days", count: 5)

        #expect(
            fates(old, of: images).map(\.reason) == [
                .youngEnough, .tooOld, .tooOld, .protectedByIndex(0), .tooOld,
            ])
    }

    @Test func `a signature goes where its subject goes, and a document about the signature too`() {
        let images = [
            LifecycleImage(tags: ["v1"], pushed: ago(90), lastPulled: ago(31)),
            LifecycleImage(pushed: ago(1), subject: 0), LifecycleImage(pushed: ago(1), subject: 1),
            LifecycleImage(pushed: ago(90), isArchived: true, subject: 2),
            LifecycleImage(pushed: ago(1), subject: 3), LifecycleImage(pushed: ago(1), subject: 9),
        ]

        #expect(
            fates(archiveUnpulled, of: images) == [
                Fate(.archived, rule: 1, .tooOld), Fate(.archived, rule: 1, .followsSubject(0)),
                Fate(.archived, rule: 1, .followsSubject(1)), Fate(.kept, rule: 1, .alreadyArchived),
                Fate(.archived, rule: 1, .followsSubject(3)), Fate(.kept, rule: 1, .youngEnough),
            ])
    }

    @Test func `days without a pull count from the push for what was never pulled, and from a restore`() {
        let images = [
            LifecycleImage(pushed: ago(99), lastPulled: ago(30)), LifecycleImage(pushed: ago(31)),
            LifecycleImage(pushed: ago(99), lastPulled: ago(60), lastActivated: ago(29)),
            LifecycleImage(pushed: ago(99), lastPulled: ago(31), lastActivated: ago(50)),
            LifecycleImage(pushed: ago(99), isArchived: true),
        ]

        #expect(
            fates(archiveUnpulled, of: images).map(\.action) == [.kept, .archived, .kept, .archived, .kept])
    }

    @Test func `what was restored counts as pushed then`() {
        let images = [
            LifecycleImage(tags: ["old"], pushed: ago(99), lastActivated: ago(1)),
            LifecycleImage(tags: ["new"], pushed: ago(2)),
        ]

        #expect(fates(keepNewest(1), of: images).map(\.action) == [.kept, .expired])
    }

    @Test func `only what lies in the archive expires by its time there`() {
        let rule = LifecycleRule(
            priority: 4, tagStatus: .any, storageClass: .archive, countType: .sinceImageTransitioned,
            countUnit: "days", count: 90)
        let images = [
            LifecycleImage(pushed: ago(400), lastArchived: ago(91), isArchived: true),
            LifecycleImage(pushed: ago(400), lastArchived: ago(90), isArchived: true),
            LifecycleImage(pushed: ago(400), isArchived: true),
            LifecycleImage(pushed: ago(400), lastArchived: ago(91)),
        ]

        #expect(
            fates(rule, of: images) == [
                Fate(.expired, rule: 4, .tooOld), Fate(.kept, rule: 4, .youngEnough),
                Fate(.unknown, rule: 4, .undated), Fate(.kept, .noRuleMatches),
            ])
    }

    @Test func `an image that its own rule keeps is told apart from one that nothing wants`() {
        let protect = LifecycleRule(
            priority: 1, tagStatus: .tagged, patterns: ["prod*"], countType: .imageCountMoreThan, count: .max)
        let images = [
            LifecycleImage(tags: ["dev"], pushed: ago(1)),
            LifecycleImage(tags: ["x", "prod-1"], pushed: ago(2)),
        ]

        #expect(
            fates(protect, keepNewest(1, priority: 2), of: images) == [
                Fate(.kept, rule: 2, .withinCount), Fate(.kept, rule: 1, .withinCount, sparedFrom: 2),
            ])
    }

    @Test func `nobody claims to know what a new kind of rule does`() throws {
        let simulation = LifecycleSimulation(
            LifecyclePolicy(rules: [
                LifecycleRule(
                    priority: 1, tagStatus: .tagged, prefixes: ["prod"],
                    countType: .other("sinceImageScanned"),
                    count: 1),
                keepNewest(1, priority: 2),
            ]))
        let images = [
            LifecycleImage(tags: ["prod"], pushed: ago(1)), LifecycleImage(pushed: ago(2)),
            LifecycleImage(pushed: nil),
        ]

        let fates = simulation.fates(of: images, at: now)

        #expect(
            simulation.doubts == [
                LifecycleFlaw(rule: 1, .unknown(member: "countType", word: "sinceImageScanned"))
            ])
        #expect(
            fates == [
                Fate(.unknown, rule: 1, .ruleNotUnderstood), Fate(.expired, rule: 2, .beyondCount),
                Fate(.unknown, rule: 2, .undated),
            ])
    }

    @Test func `indexes that list each other, and subjects in a circle, end`() {
        let images = [
            LifecycleImage(pushed: ago(1), children: [1]), LifecycleImage(pushed: ago(1), children: [0]),
            LifecycleImage(pushed: ago(1), children: [2, -1, 99], subject: 2),
            LifecycleImage(tags: ["a"], pushed: ago(1), subject: 4),
            LifecycleImage(tags: ["b"], pushed: ago(1), subject: 3),
        ]
        let untagged = LifecycleRule(
            priority: 1, tagStatus: .untagged, countType: .imageCountMoreThan, count: 0)

        #expect(fates(untagged, of: images).map(\.action) == [.kept, .kept, .kept, .kept, .kept])
    }

    @Test func `ages at the ends of time are no trap`() {
        let images = [LifecycleImage(pushed: .latest), LifecycleImage(pushed: .earliest)]
        let ages = [Int.min, Int.max].map {
            LifecycleRule(
                priority: 1, tagStatus: .any, countType: .sinceImagePushed, countUnit: "days", count: $0)
        }

        #expect(fates(ages[0], of: images).map(\.action) == [.expired, .expired])
        #expect(fates(ages[1], of: images).map(\.action) == [.kept, .kept])
    }
}
