# The commands of the course. Each makes what it needs; `make` alone lists them.
#
#   make test ARGS="-k encoding"       options for pytest
#   make book PYTHON=python3.12        the Python of a new environment
#   make serve PORT=9000               another port

export TF_USE_LEGACY_KERAS := 1
export TF_CPP_MIN_LOG_LEVEL := 3
export JUPYTER_PREFER_ENV_PATH := 1
unexport JUPYTER_PATH PYTHONHOME PYTHONPATH

PORT ?= 8000
python := .venv/bin/python

.PHONY: help book pdf shots test test-site study serve grade exercises report bench bench-site lock clean setup
.NOTPARALLEL:

help:
	@echo 'What are the main differences between classical and quantum neural networks?'
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

book: setup ## execute the chapters and build the website
	@sh .ci/book

pdf: setup ## print the whole website into one PDF, with the machine's Chromium
	@test -f book/_build/html/index.html || sh .ci/book
	@$(python) .ci/pdf.py

shots: setup ## take pictures of the built website, to be looked at (ARGS=FOLDER; build/shots)
	@test -f book/_build/html/index.html || sh .ci/book
	@$(python) .ci/shots.py $(ARGS)

test: setup ## run every test, and the linter and the type checker
	@status=0; \
	.venv/bin/ruff check . || status=1; \
	.venv/bin/mypy || status=1; \
	$(python) -m pytest $(ARGS) || status=1; \
	exit $$status

test-site: setup ## build the website and try it in the machine's Chromium
	@sh .ci/book
	@$(python) -m pytest tests/site $(ARGS)

study: setup ## open JupyterLab on your own copy of the exercises (in study/)
	@$(python) .ci/release.py
	@$(python) .ci/study.py $(ARGS)

serve: setup ## show the built website in your browser
	@test -f book/_build/html/index.html || sh .ci/book
	@$(python) .ci/serve.py $(PORT)

grade: setup ## grade a small class of sample submissions with nbgrader
	@$(python) .ci/grade.py

exercises: setup ## build exercises/ from solutions/
	@$(python) .ci/release.py

report: setup ## run all known right and wrong answers through the checks
	@$(python) -m autograder prove solutions/*/ --write book/data/proof.md

bench: setup ## time the judge: a class beside stock nbgrader, and check() in a notebook
	@$(python) tests/bench/bench_check.py
	@$(python) tests/bench/bench_class.py

bench-site: setup ## measure the website with Lighthouse (ARGS="--runs 1 --page index.html")
	@test -f book/_build/html/index.html || sh .ci/book
	@$(python) tests/bench/bench_site.py $(ARGS)

lock: setup ## resolve the dependencies of pyproject.toml anew (UPGRADE=1: to newest)
	@.venv/bin/uv pip compile pyproject.toml --all-extras --universal --generate-hashes \
	    --no-emit-index-url --no-header --quiet -p 3.11 $(if $(UPGRADE),--upgrade) -o requirements.lock
	@echo 'requirements.lock holds the versions that the next command installs.'

clean: ## remove what was built; the environment (.venv) and your own work (study/) stay
	rm -rf build book/_build .mypy_cache .pytest_cache .ruff_cache .hypothesis *.egg-info
	@find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

setup: # the environment, if it is not there already
	@sh .ci/setup
