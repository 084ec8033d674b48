import Formats

extension Benchmark {
    static let yaml: [Benchmark] = [
        Benchmark(name: "yaml.manifests") {
            let bytes = manifests(megabytes: 2)
            return {
                var trees = 0
                for document in YAML.Documents(bytes) {
                    _ = try document.get()
                    trees += 1
                }
                precondition(trees > 1000)
                return Amount(count: Double(bytes.count), unit: "B")
            }
        },
        Benchmark(name: "yaml.manifests.events") {
            let bytes = manifests(megabytes: 2)
            return {
                var reader = YAMLReader(bytes)
                while let document = reader.next() { _ = try document.get() }
                return Amount(count: Double(bytes.count), unit: "B")
            }
        },
    ]

    /// A stream of deployments and services, as a cluster's repository holds them.
    private static func manifests(megabytes: Int) -> [UInt8] {
        var text = ""
        var number = 0
        while text.utf8.count < megabytes << 20 {
            text += manifest(number)
            number += 1
        }
        return Array(text.utf8)
    }

    private static func manifest(_ number: Int) -> String {
        """
        ---
        # The deployment of service \(number).
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: service-\(number)
          namespace: "team-\(number % 40)"
          labels: {app.kubernetes.io/name: service-\(number), tier: backend}
          annotations:
            description: >-
              Answers what the shop asks about article \(number),
              and nothing else.
        spec:
          replicas: \(number % 9 + 1)
          selector:
            matchLabels:
              app.kubernetes.io/name: service-\(number)
          template:
            spec:
              serviceAccountName: service-\(number)
              containers:
              - name: main
                image: 111122223333.dkr.ecr.eu-central-1.amazonaws.com/shop/service:\(number).4.2
                args: ["--port", "8080", '--verbose']
                env:
                - name: LOG_LEVEL
                  value: "info"
                - name: PROFILE
                  value: production
                command:
                - /bin/sh
                - -c
                - |
                  set -e
                  exec /srv/service --id \(number)
                resources:
                  requests: &size
                    cpu: 250m
                    memory: 512Mi
                  limits: *size
                livenessProbe:
                  httpGet:
                    path: /healthz
                    port: 8080
                  initialDelaySeconds: 10
                  periodSeconds: 5

        """
    }
}
