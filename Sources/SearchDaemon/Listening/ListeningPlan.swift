// SPDX-License-Identifier: GPL-3.0-or-later
internal import NIOCore

/// Where a server is to listen, looked up and allowed, before anything is bound.
struct ListeningPlan {
    /// The place that is bound.
    enum Place {
        case unix(path: String, mode: UInt32)
        case tcp(SocketAddress, TCPEndpoint)
        case inherited(InheritedSocket, SocketAddress)
    }

    /// The protocol that is spoken there.
    enum Service {
        case conversation
        /// Figures over HTTP.
        case metrics
    }

    struct Entry {
        var place: Place
        var service: Service

        /// True if connections come over TCP, which the token and TLS are for.
        var isTCP: Bool {
            switch place {
            case .unix, .inherited(_, .unixDomainSocket): false
            case .tcp, .inherited: true
            }
        }
    }

    private(set) var entries: [Entry] = []
    /// The addresses that other machines can reach and that only `--insecure` allows.
    private(set) var insecure: [String] = []

    private var taken: [SocketAddress] = []

    /// The plan of what `configuration` asks for.
    ///
    /// - Throws: ``DaemonError`` where an address is not known, or can be reached from elsewhere and is not protected.
    init(_ configuration: DaemonConfiguration) throws(DaemonError) {
        if let path = configuration.socket {
            entries.append(Entry(place: .unix(path: path, mode: configuration.socketMode), service: .conversation))
        }
        for endpoint in configuration.endpoints {
            try add(.tcp(try endpoint.resolve(), endpoint), .conversation, configuration)
        }
        if let endpoint = configuration.metricsEndpoint {
            try add(.tcp(try endpoint.resolve(), endpoint), .metrics, configuration)
        }
        for socket in configuration.inherited {
            let service = socket.name == "metrics" ? Service.metrics : .conversation
            try add(.inherited(socket, try socket.address()), service, configuration)
        }
    }

    private mutating func add(
        _ place: Place, _ service: Service, _ configuration: DaemonConfiguration
    ) throws(DaemonError) {
        entries.append(Entry(place: place, service: service))
        let (address, name) =
            switch place {
            case .unix: (SocketAddress?.none, "")
            case .tcp(let address, let endpoint): (address, "\(endpoint.host):\(endpoint.port)")
            case .inherited(let socket, let address): (address, "The inherited socket \(socket.descriptor)")
            }
        if let address, address.port != 0 {
            guard !taken.contains(address) else {
                throw DaemonError(.address, "\(name) is to be listened on twice; give each its own port")
            }
            taken.append(address)
        }
        guard let address, !address.isLoopback else { return }
        var missing: [String] = []
        if configuration.token == nil { missing.append("--token-file") }
        if configuration.tls == nil { missing.append("--tls-certificate with --tls-key") }
        guard !missing.isEmpty else { return }
        guard configuration.allowsInsecure else {
            throw DaemonError(
                .insecure,
                "\(name) can be reached from other machines and \(missing.joined(separator: " and ")) "
                    + "\(missing.count > 1 ? "are" : "is") missing: add what is missing, listen on 127.0.0.1 and tunnel "
                    + "(ssh -L), or say --insecure")
        }
        insecure.append("\(name), without \(missing.joined(separator: " and "))")
    }
}
