import Formats

/// What a lifecycle policy would do with the images of a repository if ECR evaluated it now.
///
/// The rules are evaluated all at once and applied by priority; an image belongs to the first rule whose tags
/// it matches, and to no other, even where that rule keeps it. Images that other rules take are counted as if
/// they stayed. What an index lists stays as long as the index does, and is not counted either; what is about
/// a manifest goes with it. Source: the ECR user guide, and for the counting of what an index lists a preview
/// that ECR ran (DefangLabs/pulumi-defang#466).
package struct LifecycleSimulation: Sendable {
    package let policy: LifecyclePolicy

    package init(_ policy: LifecyclePolicy) {
        self.policy = policy
    }

    /// Why nobody can be sure of any of the fates; empty where one can.
    ///
    /// An image whose own fate is `.unknown` without it lacks a moment that its rule counts from, and so was
    /// not counted.
    package var doubts: [LifecycleFlaw] { policy.flaws.filter(\.makesUnsure) }

    /// The fate of each image, in the order of the images.
    ///
    /// Of images that arrived in the same second the last is held to be the newest.
    package func fates(of images: [LifecycleImage], at now: Timestamp) -> [Fate] {
        var evaluation = LifecycleEvaluation(policy.rules, images, now)
        evaluation.settle()
        return evaluation.fates()
    }
}
