extension ChartLayout {
  /// The children of a state, laid out: regions of a parallel state side by side, others in layers.
  func contents(_ parent: Int) -> Block {
    let children = chart.states[parent].children
    let links = links(inside: parent)
    let isParallel = chart.states[parent].kind == .parallel
    let first = chart.states[parent].initial.map { chart.transitions[$0].targets } ?? []
    let layers = isParallel ? [children] : layers(children, links: links)
    return Routing(self, layers: layers, links: links, starts: isParallel ? [] : first).block()
  }

  /// Children by layer: each below every child that leads to it, arrows that close a circle left aside.
  private func layers(_ children: [Int], links: [Link]) -> [[Int]] {
    var forward: [Int: [Int]] = [:]
    var state: [Int: Int] = [:]
    func visit(_ node: Int) {
      state[node] = 1
      for link in links where link.from == node {
        if state[link.to] == 1 { continue }
        forward[node, default: []].append(link.to)
        if state[link.to] == nil { visit(link.to) }
      }
      state[node] = 2
    }
    for child in children where state[child] == nil { visit(child) }
    var rank: [Int: Int] = [:]
    for _ in children {
      for child in children {
        for next in forward[child] ?? [] {
          rank[next] = max(rank[next] ?? 0, (rank[child] ?? 0) + 1)
        }
      }
    }
    var result: [[Int]] = []
    for child in children {
      let layer = rank[child] ?? 0
      while result.count <= layer { result.append([]) }
      result[layer].append(child)
    }
    return result.filter { !$0.isEmpty }
  }

  /// Places the layers of one state and routes the arrows between them.
  private struct Routing {
    let layout: ChartLayout
    let layers: [[Int]]
    let links: [Link]
    let starts: [Int]
    private var blocks: [Int: Block] = [:]
    private var layerOf: [Int: Int] = [:]

    init(_ layout: ChartLayout, layers: [[Int]], links: [Link], starts: [Int]) {
      self.layout = layout
      self.layers = layers
      self.starts = starts
      var layerOf: [Int: Int] = [:]
      for (index, layer) in layers.enumerated() {
        for state in layer {
          layerOf[state] = index
          blocks[state] = layout.block(state)
        }
      }
      self.layerOf = layerOf
      // Arrows to the next layer first: their rows lie lowest in the gap and cross nothing.
      self.links = links.sorted {
        let left = (layerOf[$0.from] ?? 0, (layerOf[$0.to] ?? 0) == (layerOf[$0.from] ?? 0) + 1)
        let right = (layerOf[$1.from] ?? 0, (layerOf[$1.to] ?? 0) == (layerOf[$1.from] ?? 0) + 1)
        if left.0 != right.0 { return left.0 < right.0 }
        return left.1 && !right.1
      }
    }

    private func layer(_ state: Int) -> Int { layerOf[state] ?? 0 }
    private func isNext(_ link: Link) -> Bool { layer(link.to) == layer(link.from) + 1 }

    func block() -> Block {
      // Gap g lies above layer g; the last one below all layers.
      var rows = Array(repeating: 0, count: layers.count + 1)
      for link in links {
        rows[layer(link.from) + 1] += 1
        if !isNext(link) { rows[layer(link.to)] += 1 }
      }
      var result = Block()
      var corner: [Int: Point] = [:]
      var tops: [Int] = []
      var bottoms: [Int] = []
      var y = 0
      var right = 0
      for (index, layer) in layers.enumerated() {
        let starting = layer.contains { starts.contains($0) }
        y += rows[index] == 0 && !starting ? (index == 0 ? 0 : Metric.gap) : Metric.gap
        y += rows[index] * Metric.row
        tops.append(y)
        var x = 0
        var tallest = 0
        for state in layer {
          guard let block = blocks[state] else { continue }
          corner[state] = Point(x: x, y: y)
          result.add(block, x: x, y: y)
          x += block.width + Metric.gap * 2
          tallest = max(tallest, block.height)
        }
        right = max(right, x - Metric.gap * 2)
        y += tallest
        bottoms.append(y)
      }
      result.height = y + (rows[layers.count] == 0 ? 0 : rows[layers.count] * Metric.row + 8)
      for state in starts {
        let place = layers.joined().first {
          $0 == state || layout.chart.isDescendant(state, of: $0)
        }
        guard let place, let at = corner[place] else { continue }
        result.starts.append([Point(x: at.x + 14, y: at.y - 18), Point(x: at.x + 14, y: at.y)])
      }
      let widest = route(
        corner: corner, tops: tops, bottoms: bottoms, columns: right + Metric.gap, into: &result)
      result.width = max(right, widest)
      return result
    }

    /// Draws the arrows; returns how far they and their labels reach to the right.
    private func route(
      corner: [Int: Point], tops: [Int], bottoms: [Int], columns: Int, into block: inout Block
    ) -> Int {
      // Rows from below: the leftmost arrow turns lowest, so that none crosses another's label.
      var freeBelow: [Int: Int] = [:]
      for link in links { freeBelow[layer(link.from), default: 0] += 1 }
      var usedAbove: [Int: Int] = [:]
      var leaving: [Int: Int] = [:]
      var arriving: [Int: Int] = [:]
      var column = columns
      var reach = 0
      for link in links {
        guard let from = corner[link.from], let to = corner[link.to],
          let source = blocks[link.from],
          let target = blocks[link.to]
        else { continue }
        let out = leaving[link.from, default: 0]
        let into = arriving[link.to, default: 0]
        leaving[link.from, default: 0] += 1
        arriving[link.to, default: 0] += 1
        let start = Point(
          x: from.x + port(out, source.width), y: from.y + source.height)
        let end = Point(x: to.x + port(into, target.width) + Metric.column * 2 / 3, y: to.y)
        let gap = layer(link.from)
        let row = bottoms[gap] + 4 + Metric.row * freeBelow[gap, default: 1]
        freeBelow[gap, default: 1] -= 1
        var points = [start, Point(x: start.x, y: row)]
        if isNext(link) {
          points.append(Point(x: end.x, y: row))
        } else {
          let above = tops[layer(link.to)] - 10 - Metric.row * usedAbove[layer(link.to), default: 0]
          usedAbove[layer(link.to), default: 0] += 1
          points += [
            Point(x: column, y: row), Point(x: column, y: above), Point(x: end.x, y: above),
          ]
          column += Metric.column
        }
        points.append(end)
        let labelAt = Point(x: start.x + 5, y: row - 4)
        block.edges.append(
          Edge(points: points, label: link.label, title: link.title, labelAt: labelAt))
        reach = max(reach, labelAt.x + link.label.count * Metric.character, column)
      }
      return reach
    }

    /// Where on a side of a box the n-th arrow stands.
    private func port(_ index: Int, _ width: Int) -> Int {
      let step = Metric.column + 4
      let places = max(1, (width - 24) / step)
      return 14 + (index % places) * step
    }
  }
}
