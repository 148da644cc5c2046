/** A whole trust as a person writes it. Nobody has the private halves of its keys: they were thrown away when the example was made. */
export const exampleTrust = `people:
  - name: ada
    roles: [security, technical-lead]
    authors: [ada@example.org] # under which names she writes commits
  - name: ben
    roles: [product-owner]
  - name: cleo
    roles: [security, release-manager]
machines:
  - { name: build, roles: [ci] }
keys:
  - id: ada-2026
    holder: ada
    public key: |
      -----BEGIN PUBLIC KEY-----
      MCowBQYDK2VwAyEArJZLY2554aAsTpKS7N/C4GoKG0Nc0yoSETjsrdvRW20=
      -----END PUBLIC KEY-----
    from: 2026-01-01
    until: 2027-01-01
  - id: cleo-2026
    holder: cleo
    public key: |
      -----BEGIN PUBLIC KEY-----
      MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEQ4vwsO2/p9PqgrtA60mKUmw9NXV9
      XKPuwxonu2unEN0H22qeprRHQ04qQtM4HKn5Hhh2AvSWGGm9t8w+P9Tqyw==
      -----END PUBLIC KEY-----
    from: 2026-01-01
    until: 2027-01-01
  - id: build-1
    holder: build
    public key: |
      -----BEGIN PUBLIC KEY-----
      MCowBQYDK2VwAyEAEx/Z0OWG9El5JmJfGUXCN/g8S8VWcV4KTCiJgwfVpuk=
      -----END PUBLIC KEY-----
    from: 2026-01-01
    until: 2027-01-01
waivers:
  - { gates: [code-quality], roles: [technical-lead], at most: 2 days }
minimum gates: [approvals, provenance]
change: { threshold: 2, roles: [security, technical-lead] }
`;
