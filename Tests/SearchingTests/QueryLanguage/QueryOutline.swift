// SPDX-License-Identifier: GPL-3.0-or-later
internal import Searching

/// A syntax tree in a form that shows every node's kind, for tables of cases.
func outline(_ node: QueryNode?) -> String {
    guard let node else { return "nothing" }
    func list(_ nodes: [QueryNode]) -> String { nodes.map(outline).joined(separator: " ") }
    switch node.kind {
    case .words(let text): return "[\(text.text)]"
    case .phrase(let text, let exact): return "\(exact ? "=" : "")\"\(text.text)\""
    case .exact(let text): return "=\(text.text)"
    case .prefix(let text): return "\(text.text)*"
    case .suffix(let text): return "*\(text.text)"
    case .group(let clauses):
        let inner = clauses.map { clause in
            let sign =
                switch clause.occurrence {
                case .may: ""
                case .must: "+"
                case .filter: "in "
                case .mustNot: "-"
                }
            return sign + outline(clause.node)
        }
        return "(any \(inner.joined(separator: " ")))"
    case .and(let nodes): return "(and \(list(nodes)))"
    case .not(let node): return "(not \(outline(node)))"
    case .near(let nodes, let distance): return "(near \(distance) \(list(nodes)))"
    case .field(let field, let node): return "(\(field.rawValue): \(outline(node)))"
    case .since(let day): return "since \(day)"
    case .range(let field, let from, let to):
        return "(\(field.rawValue): \(from.map(String.init) ?? "")..\(to.map(String.init) ?? ""))"
    }
}

/// Every node of a syntax tree.
func allNodes(_ node: QueryNode?) -> [QueryNode] {
    guard let node else { return [] }
    switch node.kind {
    case .words, .phrase, .exact, .prefix, .suffix, .range, .since: return [node]
    case .group(let clauses): return [node] + clauses.flatMap { allNodes($0.node) }
    case .and(let nodes), .near(let nodes, _): return [node] + nodes.flatMap(allNodes)
    case .not(let inner), .field(_, let inner): return [node] + allNodes(inner)
    }
}
