module karmate/lifeline

go 1.24
