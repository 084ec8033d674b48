extension Simulation {
    /// What a table is used for, as far as its load and its bill show it.
    package enum Habit: String, CaseIterable, Sendable {
        case steady, officeHours, diurnal, bursty, nightly, growing, died, idle, sundays
        /// Provisioned, throttled on one partition, and hardly used.
        case hotPartition
        /// Provisioned many times too high.
        case oversized
        /// Provisioned so tightly that its peaks are throttled.
        case tight
        case autoScaled
        /// On demand, and so even that it should be provisioned.
        case steadyOnDemand
        /// Provisioned for a peak that comes once in a few days, so it should be on demand.
        case spikyProvisioned
        /// Much that is stored and hardly read, in the standard class.
        case coldStorage
        /// In the class for what is rarely used, and used all day.
        case busyInfrequent

        /// In how many of a hundred tables that are at work.
        var share: Int {
            switch self {
            case .steady: 11
            case .officeHours: 11
            case .diurnal: 17
            case .bursty, .nightly, .growing, .steadyOnDemand: 5
            case .oversized: 8
            case .autoScaled: 9
            case .tight, .idle: 4
            case .died, .sundays, .hotPartition, .spikyProvisioned, .coldStorage: 3
            case .busyInfrequent: 1
            }
        }

        /// The habit at a place from 0 to 99.
        static func habit(at place: Int) -> Habit {
            var rest = place
            for habit in allCases {
                if rest < habit.share { return habit }
                rest -= habit.share
            }
            return .diurnal
        }
    }
}

extension Simulation.Habit {
    /// Whether it is always provisioned, or always on demand; nil for either.
    var isProvisioned: Bool? {
        switch self {
        case .hotPartition, .oversized, .tight, .autoScaled, .spikyProvisioned: true
        case .steadyOnDemand, .coldStorage, .busyInfrequent: false
        default: nil
        }
    }

    /// The sizes that somebody once chose for it; nil where anything was.
    var provisionedSizes: [Int]? {
        switch self {
        case .oversized: [200, 500, 1000, 2000]
        case .hotPartition: [100, 250, 400]
        case .tight: [10, 25, 50]
        case .spikyProvisioned: [200, 500, 1000]
        default: nil
        }
    }

    /// How much of what is provisioned its peaks need, in hundredths.
    var peakUse: ClosedRange<Int> {
        switch self {
        case .oversized: 2...8
        case .hotPartition: 20...30
        case .tight: 85...105
        case .spikyProvisioned: 45...65
        default: 18...62
        }
    }

    /// How many requests a second its peaks have on demand; nil where chance says.
    var peakRates: [Int]? {
        switch self {
        case .steadyOnDemand: [50, 100, 200, 400]
        case .busyInfrequent: [150, 300]
        default: nil
        }
    }

    /// How its load goes; some die between two and eleven days before the end.
    func shape(_ draw: Draw, end: Int) -> TrafficShape {
        switch self {
        case .steady, .steadyOnDemand: .steady
        case .officeHours: .officeHours
        case .bursty: .bursty
        case .nightly: .nightly
        case .growing: .growing(until: end)
        case .died: .died(at: end - draw.within(48...264))
        case .idle: .none
        case .sundays: .sundays
        case .spikyProvisioned: .spiky
        case .diurnal, .hotPartition, .oversized, .tight, .autoScaled, .coldStorage, .busyInfrequent: .diurnal
        }
    }
}
