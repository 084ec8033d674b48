extension Int {
    /// The sum, or the largest number there is: sizes come from whoever pushed the image.
    func capped(adding other: Int) -> Int {
        let (sum, isTooMuch) = addingReportingOverflow(other)
        return isTooMuch ? .max : sum
    }

    /// The product of two numbers that are not negative, or the largest number there is.
    func capped(times other: Int) -> Int {
        let (product, isTooMuch) = multipliedReportingOverflow(by: other)
        return isTooMuch ? .max : product
    }
}
