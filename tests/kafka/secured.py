"""A broker that asks for more than a connection: TLS, SCRAM logins, mutual TLS and access control lists."""

from __future__ import annotations

from pathlib import Path

import trustme
from aiokafka.conn import create_conn
from aiokafka.protocol.admin import CreateAclsRequest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key

from services.stream.rights_protocol import OPERATIONS
from tests.kafka.broker import Broker

# Kafka's codes
RESOURCES = {"topic": 2, "group": 3}
LITERAL, ALLOW = 3, 3
PASSWORD = "a right password"
# `rasd` stands for a worker with all stages, the others for one stage each.
USERS = ("rasd", "rasd-intake", "rasd-dedup", "rasd-extract")


class SecuredBroker(Broker):
    """Listeners: the plain one, whose anonymous user may do everything; `LOGIN` (SASL_SSL, SCRAM-SHA-512); `MUTUAL` (TLS
    with client certificates of `rasd`); `OPENLOGIN` (SASL_PLAINTEXT, SCRAM-SHA-512); `PLAINLOGIN` (SASL_SSL, PLAIN). The
    users may do what `allow` grants, nothing else.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        authority = trustme.CA()
        server = authority.issue_cert("localhost", "127.0.0.1")
        client = authority.issue_cert("rasd@example.org", common_name="rasd")
        self.cafile = folder / "ca.pem"
        authority.cert_pem.write_to_path(str(self.cafile))
        self.certfile, self.keyfile = folder / "client.pem", folder / "client.key"
        client.cert_chain_pems[0].write_to_path(str(self.certfile))
        client.private_key_pem.write_to_path(str(self.keyfile))
        keystore = folder / "server.pem"
        # Kafka reads private keys in PKCS#8 only
        key = load_pem_private_key(server.private_key_pem.bytes(), password=None)
        pkcs8 = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        keystore.write_bytes(pkcs8 + server.cert_chain_pems[0].bytes())
        login = "org.apache.kafka.common.security.scram.ScramLoginModule required;"
        passwords = " ".join(f'user_{user}="{PASSWORD}"' for user in USERS)
        plain_login = f"org.apache.kafka.common.security.plain.PlainLoginModule required {passwords};"
        super().__init__(
            folder / "broker",
            listeners={"LOGIN": "SASL_SSL", "MUTUAL": "SSL", "OPENLOGIN": "SASL_PLAINTEXT", "PLAINLOGIN": "SASL_SSL"},
            scram=dict.fromkeys(USERS, PASSWORD),
            properties={
                "ssl.keystore.type": "PEM",
                "ssl.keystore.location": str(keystore),
                "ssl.truststore.type": "PEM",
                "ssl.truststore.location": str(self.cafile),
                "sasl.enabled.mechanisms": "SCRAM-SHA-512",
                "listener.name.login.scram-sha-512.sasl.jaas.config": login,
                "listener.name.openlogin.scram-sha-512.sasl.jaas.config": login,
                "listener.name.plainlogin.sasl.enabled.mechanisms": "PLAIN",
                "listener.name.plainlogin.plain.sasl.jaas.config": plain_login,
                "listener.name.mutual.ssl.client.auth": "required",
                # the client certificate's user is its common name
                "ssl.principal.mapping.rules": "RULE:^.*CN=([^,]+).*$/$1/,DEFAULT",
                "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                "super.users": "User:ANONYMOUS",
            },
        )

    async def allow(self, resource: str, name: str, *operations: str, user: str = "rasd") -> None:
        """Grants operations on a `topic` or `group` to a user."""
        connection = await create_conn("127.0.0.1", self.port)
        try:
            for operation in operations:
                request = CreateAclsRequest(
                    RESOURCES[resource], name, LITERAL, f"User:{user}", "*", OPERATIONS[operation], ALLOW
                )
                response = (await connection.send(request)).to_object()
                assert response["creation_responses"][0]["error_code"] == 0, response
        finally:
            connection.close()
