/// A dictionary that holds so many values at most, and forgets the one that was not used for longest.
///
///     newest ⇄ … ⇄ oldest        a ring through the entries: `next` leads to the older one
struct LeastRecentlyUsed<Key: Hashable, Value> {
    private struct Entry {
        var key: Key
        var value: Value
        var next: Int
        var previous: Int
    }

    private let capacity: Int
    private var entries: [Entry] = []
    private var places: [Key: Int] = [:]
    private var newest = 0

    init(capacity: Int) {
        precondition(capacity > 0)
        self.capacity = capacity
    }

    var count: Int { entries.count }

    /// The value of a key, made where there is none.
    mutating func value(_ key: Key, _ make: () -> Value) -> Value {
        if let place = places[key] {
            moveToFront(place)
            return entries[place].value
        }
        let value = make()
        insert(key, value)
        return value
    }

    private mutating func insert(_ key: Key, _ value: Value) {
        guard entries.count == capacity else {
            let place = entries.count
            entries.append(Entry(key: key, value: value, next: place, previous: place))
            places[key] = place
            if place > 0 { link(place) }
            newest = place
            return
        }
        // In the ring the oldest comes before the newest: it takes the new value, and is the newest then.
        let oldest = entries[newest].previous
        places[entries[oldest].key] = nil
        entries[oldest].key = key
        entries[oldest].value = value
        places[key] = oldest
        newest = oldest
    }

    private mutating func moveToFront(_ place: Int) {
        guard place != newest else { return }
        let (next, previous) = (entries[place].next, entries[place].previous)
        entries[previous].next = next
        entries[next].previous = previous
        link(place)
        newest = place
    }

    /// Puts an entry between the oldest and the newest.
    private mutating func link(_ place: Int) {
        let oldest = entries[newest].previous
        entries[place].next = newest
        entries[place].previous = oldest
        entries[oldest].next = place
        entries[newest].previous = place
    }
}
