"""`python -m backend_spec` is the command `backend-spec`."""

from backend_spec.adapters.cli import main

main(prog_name="backend-spec")
