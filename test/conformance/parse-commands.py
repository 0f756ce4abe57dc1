"""Reads a JSON list of commands of the AWS CLI, and prints what it would refuse, by its own models.

Each command is parsed and its parameters are validated as the CLI does it; nothing is sent.
"""

import contextlib
import io
import json
import os
import shlex
import sys

os.environ.update(
    AWS_ACCESS_KEY_ID="x",
    AWS_SECRET_ACCESS_KEY="x",
    AWS_DEFAULT_REGION="us-east-1",
    AWS_PAGER="",
    AWS_MAX_ATTEMPTS="1",
)

from awscli.clidriver import create_clidriver  # noqa: E402


class Answered:
    status_code = 200
    headers = {}
    content = b""


def open_driver():
    driver = create_clidriver()
    driver.session.register("before-call", lambda **_: (Answered(), {}))
    return driver


def main():
    refused = []
    driver = open_driver()
    for command in json.load(sys.stdin):
        # Its additions to ec2 do not survive a second command of the same process.
        if command.startswith("aws ec2 "):
            driver = open_driver()
        said = io.StringIO()
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            try:
                code = driver.main(shlex.split(command)[1:])
            except SystemExit as ended:
                code = ended.code
        if code != 0:
            refused.append({"command": command, "said": said.getvalue()[-600:]})
    json.dump(refused, sys.stdout)


main()
