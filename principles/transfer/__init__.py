"""The portable form of a whole base: reading a bundle, and making a base say what it says."""

from principles.transfer.importing import import_bundle
from principles.transfer.problems import BundleError, Problem
from principles.transfer.reading import read_bundle
from principles.transfer.results import Counts, ImportResult

__all__ = ["BundleError", "Counts", "ImportResult", "Problem", "import_bundle", "read_bundle"]
