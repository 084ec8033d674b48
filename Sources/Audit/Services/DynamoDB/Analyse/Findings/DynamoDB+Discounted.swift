import Formats

extension Finding {
    /// The finding with its money as the account pays it, where its bill shows that it pays less than is listed.
    ///
    /// What was taken from the bill has the discount in it already.
    func after(_ discount: DynamoDB.Discount?) -> Finding {
        guard let discount, let money, discount.net < discount.list, !money.isPaid else { return self }
        var finding = self
        finding.money = Effect(
            current: discount.applied(to: money.current), projected: discount.applied(to: money.projected),
            prices: money.prices, isPaid: true)
        let percent = DynamoDB.Judged.rounded((discount.percent * 100).rounded() / 100)
        finding.why += "; amounts in words are of the price list, of which the account pays \(percent) % less"
        return finding
    }
}
