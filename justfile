# The one list of commands. Each is `cargo xtask <command>`, which works as well where `just` is missing.

# Show this list.
default:
    @just --list --unsorted

# Build and start the filled demonstration system, or the server with other arguments: `just run serve`.
run *arguments:
    cargo xtask run {{ arguments }}

# Run everything that CI runs; `just test --only browser,tidy` for a part.
test *arguments:
    cargo xtask test {{ arguments }}

# Install what building, running and testing need.
setup:
    cargo xtask setup

# Build the pages; `just pages --dev` is quicker and larger.
pages *arguments:
    cargo xtask pages {{ arguments }}

# Check the rules of the house that no compiler checks.
tidy:
    cargo xtask tidy

# Write the API document from the routes.
openapi *arguments:
    cargo xtask openapi {{ arguments }}

# Take a picture of every page in every state.
screenshots:
    cargo xtask screenshots

# Format all sources.
fmt:
    cargo fmt --all

# Run the lints alone.
lint:
    cargo xtask test --no-setup --only format,tidy,licences,clippy,clippy-pages

# Measure the released server; `just bench --only cycles` for a part.
bench *arguments:
    cargo xtask bench {{ arguments }}
