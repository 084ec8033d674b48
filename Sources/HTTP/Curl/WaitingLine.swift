/// Who may go next: only so many at once in all, and so many to one place.
///
/// libcurl has such a line too, but its clocks run for those who stand in it: a request would be out of time
/// before it began. Places take turns, so a slow one holds up nobody but itself.
struct WaitingLine<Place: Hashable, Traveller> {
    private struct Gate {
        var travelling = 0
        var waiting = Queue<Traveller>()
        /// Whether it is among the places whose turn comes.
        var hasTurn = false
    }

    private let perPlace: Int
    private let inAll: Int
    private var travelling = 0
    private var gates: [Place: Gate] = [:]
    private var turns = Queue<Place>()

    init(perPlace: Int, inAll: Int) {
        self.perPlace = perPlace
        self.inAll = inAll
    }

    mutating func join(_ traveller: Traveller, to place: Place) {
        gates[place, default: Gate()].waiting.append(traveller)
        giveTurn(to: place)
    }

    /// Sends the next one on its way; nil when nobody may go.
    mutating func next() -> Traveller? {
        guard travelling < inAll, let place = turns.popFirst() else { return nil }
        guard let traveller = gates[place]?.waiting.popFirst() else { return nil }
        travelling += 1
        gates[place]?.travelling += 1
        gates[place]?.hasTurn = false
        giveTurn(to: place)
        return traveller
    }

    /// Says that one who was sent has come back.
    mutating func leave(_ place: Place) {
        travelling -= 1
        gates[place]?.travelling -= 1
        giveTurn(to: place)
        if let gate = gates[place], gate.travelling == 0, gate.waiting.isEmpty { gates[place] = nil }
    }

    /// Everybody who still waits, in no order; nobody waits afterwards.
    mutating func dissolve() -> [Traveller] {
        var all: [Traveller] = []
        for place in gates.keys {
            while let traveller = gates[place]?.waiting.popFirst() { all.append(traveller) }
        }
        turns = Queue()
        return all
    }

    private mutating func giveTurn(to place: Place) {
        guard var gate = gates[place], !gate.hasTurn, !gate.waiting.isEmpty, gate.travelling < perPlace
        else { return }
        gate.hasTurn = true
        gates[place] = gate
        turns.append(place)
    }
}
