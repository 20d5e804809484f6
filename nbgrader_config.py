"""The course as nbgrader sees it: stock but for the two lines under "the judge"."""

import os
import sys
from pathlib import Path

c = get_config()  # noqa: F821  (nbgrader defines it)

c.CourseDirectory.course_id = "classical_quantum_nn"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "exercises"
c.CourseDirectory.ignore = [".ipynb_checkpoints", "*.pyc", "__pycache__", ".pytest_cache"]

# The judge: it hands nbgrader clean copies of the submissions (nbgrader itself would follow links,
# wait for pipes and stop at what is no notebook), and it grades where nbgrader would run them.
c.Autograde.exporter_class = "autograder.nbgrader.ForgivingExporter"
c.Autograde.autograde_preprocessors = [
    "autograder.nbgrader.JudgePreprocessor",
    "nbgrader.preprocessors.LimitOutput",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.CheckCellMetadata",
]

# Archives of Moodle, Canvas and their like hold <student>_..._<assignment>.ipynb.
names = "|".join(sorted({notebook.stem for notebook in Path("solutions").glob("*/*.ipynb")}))
c.FileNameCollectorPlugin.named_regexp = (
    rf".*/(?P<student_id>[^/_]+)_([^/]*_)?(?P<file_id>{names})(-\d+)?\.ipynb$"
)

# nbgrader starts `alembic` by its name, so this environment's programs must be found first.
os.environ["PATH"] = os.pathsep.join([os.path.dirname(sys.executable), os.environ.get("PATH", "")])
