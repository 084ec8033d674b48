import Formats

/// What tables cost: what is asked of them, what is provisioned, kept and copied.
extension AccountBill {
    mutating func write(_ table: Simulation.Table, _ prices: RegionPrices) {
        let birth = table.created.day
        let first = max(period.days.lowerBound, birth)
        guard first < period.days.upperBound else { return }
        let days = first..<period.days.upperBound
        let values = common(table.tags)
        writeThroughput(table, table.flows, table.arn, values, prices, days)
        for index in table.globalIndexes {
            let arn = "\(table.arn)/index/\(index.name)"
            writeThroughput(table, table.flows(of: index), arn, values, prices, days)
        }
        writeStorage(table, values, prices, days)
        if let stream = table.stream, stream.hasOtherReader {
            // Four questions a second; what Lambda asks is free.
            let amount = 4 * 86_400 * BillRates.one
            write(.streams, "\(table.arn)/stream/\(stream.label)", values, prices, days) { _ in amount }
        }
    }

    /// On demand by the request, provisioned by the hour; both under another name since a change of class.
    private mutating func writeThroughput(
        _ table: Simulation.Table, _ flows: Simulation.Table.Flows, _ arn: String,
        _ values: [BillColumn: String], _ prices: RegionPrices, _ days: Range<Int>
    ) {
        for (flow, uses) in [(flows.reads, table.readUses), (flows.writes, table.writeUses)] {
            guard flow.capacity != nil || !flow.traffic.isNothing else { continue }
            let hours = flow.traffic.hours
            for (use, days) in table.spans(uses, days) {
                write(use, arn, values, prices, days) { day in
                    guard let capacity = flow.capacity else {
                        return flow.traffic.amount(onDay: day) * (BillRates.one / flow.parts)
                    }
                    return capacity.unitHours(onDay: day, within: hours) * BillRates.one
                }
            }
        }
    }

    private mutating func writeStorage(
        _ table: Simulation.Table, _ values: [BillColumn: String], _ prices: RegionPrices, _ days: Range<Int>
    ) {
        let indexes = (table.globalIndexes + table.localIndexes).reduce(0) { $0 + $1.bytes }
        let kept = BillRates.gigabyteMonths(table.bytes + indexes, days: period.length)
        let today = table.end.day
        for (use, days) in table.spans((.storage, .rareStorage), days) {
            write(use, table.arn, values, prices, days) { day in
                // What grows had six thousandths less on each day before, down to a tenth.
                guard table.habit == .growing else { return kept }
                return kept / 1000 * max(100, 1000 - 6 * max(0, today - day))
            }
        }
        if table.isRecoverable {
            let amount = BillRates.gigabyteMonths(table.bytes, days: period.length)
            write(.recovery, table.arn, values, prices, days) { _ in amount }
        }
        // What AWS Backup has made is billed as that service's.
        for backup in table.backups where backup.kind == "USER" {
            let first = max(days.lowerBound, backup.created.day)
            guard first < days.upperBound else { continue }
            let amount = BillRates.gigabyteMonths(backup.bytes, days: period.length)
            write(.backups, backup.arn, values, prices, first..<days.upperBound) { _ in amount }
        }
    }

    /// Writes the days of one use of one thing: what is free, what is reserved, and what is left to pay for.
    private mutating func write(
        _ use: PricedUse, _ resource: String, _ values: [BillColumn: String], _ prices: RegionPrices,
        _ days: Range<Int>, amount: (Int) -> Int
    ) {
        let billed = BillUse(use, prices, simulation)
        let draw = simulation.draw.at("line").at(text: resource).at(text: use.rawValue).at(period.first.day)
        var paid: BillTemplate?
        for day in days {
            let place = day - period.days.lowerBound
            var amount = amount(day)
            guard amount > 0 else { continue }
            let free = takeFree(amount, of: use, prices)
            if free > 0 {
                let template = template(billed.free(use, simulation), resource, values, draw.at("free"))
                add(template, BillLine(day: place, amount: free, cost: 0, net: 0, list: 0))
                amount -= free
            }
            if use == .readHours, let reservation, reservation.prices.region == prices.region {
                let covered = min(amount, reserved[place])
                reserved[place] -= covered
                if covered > 0 { add(covered, of: billed, reservation, resource, values, place, draw) }
                amount -= covered
            }
            guard amount > 0 else { continue }
            let template = paid ?? template(billed, resource, values, draw)
            paid = template
            let cost = BillRates.cost(amount, at: billed.rate)
            add(
                template,
                BillLine(day: place, amount: amount, cost: cost, net: BillRates.net(cost), list: cost))
        }
    }

    private func template(
        _ use: BillUse, _ resource: String, _ values: [BillColumn: String], _ draw: Draw
    ) -> BillTemplate {
        var values = values.merging(use.values) { $1 }
        values[.resource] = resource
        return BillTemplate(values, id: draw)
    }

    /// A line of what a reservation covers, which costs nothing more.
    private mutating func add(
        _ covered: Int, of use: BillUse, _ reservation: Reservation, _ resource: String,
        _ values: [BillColumn: String], _ place: Int, _ draw: Draw
    ) {
        var values = values.merging(use.values) { $1 }.merging(reservation.values) { $1 }
        values[.kind] = "DiscountedUsage"
        values[.resource] = resource
        for column: BillColumn in [.rate, .blendedRate, .netRate] { values[column] = "0.0000000000" }
        let list = BillRates.cost(covered, at: use.rate)
        let effective = BillRates.cost(covered, at: reservation.effectiveRate)
        add(
            BillTemplate(values, id: draw.at("reserved")),
            BillLine(day: place, amount: covered, cost: 0, net: 0, list: list, effective: effective))
    }
}

extension Simulation.Table {
    /// What reads are billed as, in the standard class and in the other.
    fileprivate var readUses: (PricedUse, PricedUse) {
        isOnDemand ? (.reads, .rareReads) : (.readHours, .rareReadHours)
    }

    fileprivate var writeUses: (PricedUse, PricedUse) {
        if replicas.isEmpty { return isOnDemand ? (.writes, .rareWrites) : (.writeHours, .rareWriteHours) }
        return isOnDemand
            ? (.replicatedWrites, .rareReplicatedWrites) : (.replicatedWriteHours, .rareReplicatedWriteHours)
    }

    /// The days under the one name and those under the other, as far as there are any.
    fileprivate func spans(
        _ uses: (PricedUse, PricedUse), _ days: Range<Int>
    ) -> [(PricedUse, Range<Int>)] {
        guard let infrequentAccess else { return [(uses.0, days)] }
        let change = min(max(infrequentAccess.day, days.lowerBound), days.upperBound)
        return [(uses.0, days.lowerBound..<change), (uses.1, change..<days.upperBound)].filter {
            !$0.1.isEmpty
        }
    }
}
