import Glibc

/// The processors of this machine.
enum Cores {
    /// How many parts of a bill are read at a time; beyond eight, what would wait is the network.
    static let count = min(max(sysconf(CInt(_SC_NPROCESSORS_ONLN)), 1), 8)
}
