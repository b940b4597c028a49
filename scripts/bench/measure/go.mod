module karmate/measure

go 1.24
