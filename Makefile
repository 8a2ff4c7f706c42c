.DEFAULT_GOAL := help
VENV := .venv
BIN := $(VENV)/bin/
PYTHON ?= python3
export PIP_DISABLE_PIP_VERSION_CHECK := 1

help: ## Show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 18

lock: ## Resolve requirements*.in into locked files with hashes (needs uv)
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header requirements.in -o requirements.txt
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header requirements-dev.in -o requirements-dev.txt
