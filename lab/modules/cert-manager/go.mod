module sluice/lab/cert-manager

go 1.26

// Only the CRD files of this module are used; nothing of it is built.
require github.com/cert-manager/cert-manager v1.21.2
