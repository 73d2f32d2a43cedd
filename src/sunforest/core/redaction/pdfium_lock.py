"""pdfium must not be entered twice at once by the threads of a process: whoever reads or draws a PDF holds ``ENTERED``."""

import threading

ENTERED = threading.RLock()
