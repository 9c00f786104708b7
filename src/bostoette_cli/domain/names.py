"""Names that Windows keeps for its devices, whatever the ending: no file may have one."""

import re

_DEVICE = re.compile(r"con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]", re.IGNORECASE)


def is_device(name: str) -> bool:
    """Whether a file's name, with its ending or without, is a device's on Windows."""
    return _DEVICE.fullmatch(name.partition(".")[0].rstrip()) is not None
