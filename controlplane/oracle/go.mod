// Compiled into the modules around it, each with its own Karmada: it requires nothing, so that it raises no version there.
module karmate/oracle

go 1.24
