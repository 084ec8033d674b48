import Capacity
import Testing

struct SamplesTests {
    @Test func `a step without a value does not count`() {
        #expect(Samples(period: 60, values: [1, .nan, 0]).count == 2)
    }
}
