# SPDX-License-Identifier: GPL-3.0-or-later
# SPDX-FileCopyrightText: 2026 The Luthier developers
"""The practice service in a process of its own, and what others than Luthier ask it."""

import base64
import hashlib
import http.client
import json
import subprocess
import urllib.error
import urllib.parse
import urllib.request

EMAIL = "tuner@acme-ml.iam.gserviceaccount.com"
PROJECT = "acme-ml"


class Service:
    """The practice service as Google, whose consent page says yes by itself; options: more of its."""

    def __init__(self, program, folder, *options):
        self.client, self.key = folder / "client_secret.json", folder / "key.json"
        self.process = subprocess.Popen(
            [program, "--port", "0", "--project", PROJECT, "--situation", "consents",
             "--write-client", self.client, "--write-key", f"{EMAIL}={self.key}", *options],
            stdout=subprocess.PIPE, text=True)
        self.base = self.process.stdout.readline().strip()

    def stop(self):
        self.process.terminate()
        self.process.wait(20)

    def make_bucket(self, name, token):
        request = urllib.request.Request(
            f"{self.base}/storage/v1/b?project={PROJECT}",
            json.dumps({"name": name, "location": "us-central1"}).encode(),
            {"Authorization": "Bearer " + token, "Content-Type": "application/json"})
        urllib.request.urlopen(request, timeout=10).close()

    def sign_in(self):
        """What gcloud would do: the code, and the refresh token that it was good for."""
        client = json.loads(self.client.read_text())["installed"]
        verifier, here = "v" * 64, "http://127.0.0.1:1"
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest())
        query = urllib.parse.urlencode({
            "client_id": client["client_id"], "redirect_uri": here, "response_type": "code",
            "scope": "https://www.googleapis.com/auth/cloud-platform", "state": "s",
            "code_challenge": challenge.decode().rstrip("="), "code_challenge_method": "S256"})
        connection = http.client.HTTPConnection(self.base.split("//")[1], timeout=10)
        connection.request("GET", "/o/oauth2/v2/auth?" + query)
        target = urllib.parse.urlsplit(connection.getresponse().headers["Location"])
        code = urllib.parse.parse_qs(target.query)["code"][0]
        answer = self.ask_token({"grant_type": "authorization_code", "code": code,
                                 "redirect_uri": here, "code_verifier": verifier})
        return code, answer["refresh_token"]

    def ask_token(self, form):
        client = json.loads(self.client.read_text())["installed"]
        form |= {"client_id": client["client_id"], "client_secret": client["client_secret"]}
        with urllib.request.urlopen(self.base + "/token", urllib.parse.urlencode(form).encode(),
                                    10) as answer:
            return json.load(answer)

    def refresh(self, refresh_token):
        """An access token as gcloud would print it; None: the sign-in is over."""
        try:
            return self.ask_token({"grant_type": "refresh_token",
                                   "refresh_token": refresh_token})["access_token"]
        except urllib.error.HTTPError as error:
            assert error.code == 400, error
            return None
