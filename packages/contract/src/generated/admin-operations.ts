// Generated from api/admin.yaml by tools/generate.ts. Do not edit.
export const adminOperations = {
  "status.show": {
    "method": "GET",
    "path": "/v1/status",
    "tag": "status",
    "summary": "What runs here, and as whom you are seen",
    "status": 200,
    "door": "public",
    "roles": {
      "sandbox": [],
      "production": []
    },
    "tokens": false,
    "membersOnly": false,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": null
  },
  "session.create": {
    "method": "POST",
    "path": "/v1/sessions",
    "tag": "sign-in",
    "summary": "Sign in",
    "status": 201,
    "door": "public",
    "roles": {
      "sandbox": [],
      "production": []
    },
    "tokens": false,
    "membersOnly": false,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": "SignIn"
  },
  "session.end": {
    "method": "DELETE",
    "path": "/v1/sessions/current",
    "tag": "sign-in",
    "summary": "Sign out",
    "status": 204,
    "door": "any",
    "roles": {
      "sandbox": [
        "viewer",
        "analyst",
        "developer",
        "key-custodian",
        "security-officer",
        "admin"
      ],
      "production": [
        "viewer",
        "analyst",
        "developer",
        "key-custodian",
        "security-officer",
        "admin"
      ]
    },
    "tokens": false,
    "membersOnly": false,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": null
  },
  "password.change": {
    "method": "PUT",
    "path": "/v1/password",
    "tag": "sign-in",
    "summary": "Change your own password; your other sessions and the tokens you made end",
    "status": 204,
    "door": "any",
    "roles": {
      "sandbox": [
        "viewer",
        "analyst",
        "developer",
        "key-custodian",
        "security-officer",
        "admin"
      ],
      "production": [
        "viewer",
        "analyst",
        "developer",
        "key-custodian",
        "security-officer",
        "admin"
      ]
    },
    "tokens": false,
    "membersOnly": false,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": "PasswordChange"
  },
  "totp.start": {
    "method": "POST",
    "path": "/v1/totp",
    "tag": "sign-in",
    "summary": "Begin to set up a second factor",
    "status": 200,
    "door": "any",
    "roles": {
      "sandbox": [
        "viewer",
        "analyst",
        "developer",
        "key-custodian",
        "security-officer",
        "admin"
      ],
      "production": [
        "viewer",
        "analyst",
        "developer",
        "key-custodian",
        "security-officer",
        "admin"
      ]
    },
    "tokens": false,
    "membersOnly": false,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": "TotpStart"
  },
  "totp.confirm": {
    "method": "POST",
    "path": "/v1/totp/confirmation",
    "tag": "sign-in",
    "summary": "Put the second factor in force with a first code",
    "status": 204,
    "door": "any",
    "roles": {
      "sandbox": [
        "viewer",
        "analyst",
        "developer",
        "key-custodian",
        "security-officer",
        "admin"
      ],
      "production": [
        "viewer",
        "analyst",
        "developer",
        "key-custodian",
        "security-officer",
        "admin"
      ]
    },
    "tokens": false,
    "membersOnly": false,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": "TotpCode"
  },
  "invitation.accept": {
    "method": "POST",
    "path": "/v1/invitations/acceptance",
    "tag": "sign-in",
    "summary": "Take an invitation up by setting a password",
    "status": 200,
    "door": "public",
    "roles": {
      "sandbox": [],
      "production": []
    },
    "tokens": false,
    "membersOnly": false,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": "InvitationAcceptance"
  },
  "account.list": {
    "method": "GET",
    "path": "/v1/accounts",
    "tag": "accounts",
    "summary": "List accounts",
    "status": 200,
    "door": "any",
    "roles": {
      "sandbox": [
        "security-officer",
        "admin"
      ],
      "production": [
        "security-officer",
        "admin"
      ]
    },
    "tokens": true,
    "membersOnly": false,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": null
  },
  "account.invite": {
    "method": "POST",
    "path": "/v1/accounts",
    "tag": "accounts",
    "summary": "Invite somebody",
    "status": 201,
    "door": "any",
    "roles": {
      "sandbox": [
        "admin"
      ],
      "production": [
        "admin"
      ]
    },
    "tokens": false,
    "membersOnly": false,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": "NewAccount"
  },
  "account.create-first": {
    "method": "POST",
    "path": "/v1/accounts/first",
    "tag": "accounts",
    "summary": "Make the first admin, where there is no account yet",
    "status": 201,
    "door": "local",
    "roles": {
      "sandbox": [
        "admin"
      ],
      "production": [
        "admin"
      ]
    },
    "tokens": true,
    "membersOnly": false,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": "FirstAccount"
  },
  "account.change": {
    "method": "PATCH",
    "path": "/v1/accounts/{account}",
    "tag": "accounts",
    "summary": "Change a role, suspend or let in again; ends the account's sessions and tokens",
    "status": 200,
    "door": "any",
    "roles": {
      "sandbox": [
        "admin"
      ],
      "production": [
        "admin"
      ]
    },
    "tokens": false,
    "membersOnly": false,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": "AccountChange"
  },
  "account.invite-again": {
    "method": "POST",
    "path": "/v1/accounts/{account}/invitation",
    "tag": "accounts",
    "summary": "Invite somebody anew who lost a password or a second factor; what they had ends",
    "status": 201,
    "door": "any",
    "roles": {
      "sandbox": [
        "admin"
      ],
      "production": [
        "admin"
      ]
    },
    "tokens": false,
    "membersOnly": false,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": null
  },
  "token.list": {
    "method": "GET",
    "path": "/v1/tokens",
    "tag": "tokens",
    "summary": "List automation tokens",
    "status": 200,
    "door": "any",
    "roles": {
      "sandbox": [
        "security-officer",
        "admin"
      ],
      "production": [
        "security-officer",
        "admin"
      ]
    },
    "tokens": true,
    "membersOnly": false,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": null
  },
  "token.create": {
    "method": "POST",
    "path": "/v1/tokens",
    "tag": "tokens",
    "summary": "Make a token for a program",
    "status": 201,
    "door": "any",
    "roles": {
      "sandbox": [
        "admin"
      ],
      "production": [
        "admin"
      ]
    },
    "tokens": false,
    "membersOnly": false,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": "NewToken"
  },
  "token.revoke": {
    "method": "DELETE",
    "path": "/v1/tokens/{token}",
    "tag": "tokens",
    "summary": "Revoke a token",
    "status": 204,
    "door": "any",
    "roles": {
      "sandbox": [
        "security-officer",
        "admin"
      ],
      "production": [
        "security-officer",
        "admin"
      ]
    },
    "tokens": false,
    "membersOnly": false,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": null
  },
  "project.list": {
    "method": "GET",
    "path": "/v1/{environment}/projects",
    "tag": "projects",
    "summary": "List projects",
    "status": 200,
    "door": "any",
    "roles": {
      "sandbox": [
        "viewer",
        "analyst",
        "developer",
        "key-custodian",
        "security-officer",
        "admin"
      ],
      "production": [
        "viewer",
        "analyst",
        "developer",
        "key-custodian",
        "security-officer",
        "admin"
      ]
    },
    "tokens": true,
    "membersOnly": false,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": null
  },
  "project.create": {
    "method": "POST",
    "path": "/v1/{environment}/projects",
    "tag": "projects",
    "summary": "Create a project, in the sandbox; to production it is promoted",
    "status": 201,
    "door": "any",
    "roles": {
      "sandbox": [
        "developer",
        "admin"
      ],
      "production": []
    },
    "tokens": true,
    "membersOnly": false,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": "NewProject"
  },
  "project.show": {
    "method": "GET",
    "path": "/v1/{environment}/projects/{project}",
    "tag": "projects",
    "summary": "Show a project",
    "status": 200,
    "door": "any",
    "roles": {
      "sandbox": [
        "viewer",
        "analyst",
        "developer",
        "key-custodian",
        "security-officer",
        "admin"
      ],
      "production": [
        "viewer",
        "analyst",
        "developer",
        "key-custodian",
        "security-officer",
        "admin"
      ]
    },
    "tokens": true,
    "membersOnly": false,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": null
  },
  "project.set-status": {
    "method": "PUT",
    "path": "/v1/{environment}/projects/{project}/status",
    "tag": "projects",
    "summary": "Suspend a project or let it call again",
    "status": 200,
    "door": "any",
    "roles": {
      "sandbox": [
        "security-officer",
        "admin"
      ],
      "production": [
        "security-officer",
        "admin"
      ]
    },
    "tokens": true,
    "membersOnly": false,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": "ProjectStatus"
  },
  "project.set-contacts": {
    "method": "PUT",
    "path": "/v1/{environment}/projects/{project}/contacts",
    "tag": "projects",
    "summary": "Say whom to ask and whom to warn",
    "status": 200,
    "door": "any",
    "roles": {
      "sandbox": [
        "developer",
        "admin"
      ],
      "production": [
        "developer",
        "admin"
      ]
    },
    "tokens": true,
    "membersOnly": true,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": "Contacts"
  },
  "project.add-member": {
    "method": "PUT",
    "path": "/v1/{environment}/projects/{project}/members/{account}",
    "tag": "projects",
    "summary": "Let a developer work on a project",
    "status": 200,
    "door": "any",
    "roles": {
      "sandbox": [
        "admin"
      ],
      "production": [
        "admin"
      ]
    },
    "tokens": true,
    "membersOnly": false,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": null
  },
  "project.remove-member": {
    "method": "DELETE",
    "path": "/v1/{environment}/projects/{project}/members/{account}",
    "tag": "projects",
    "summary": "Take a developer off a project",
    "status": 200,
    "door": "any",
    "roles": {
      "sandbox": [
        "admin"
      ],
      "production": [
        "admin"
      ]
    },
    "tokens": true,
    "membersOnly": false,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": null
  },
  "project.checklist": {
    "method": "GET",
    "path": "/v1/{environment}/projects/{project}/checklist",
    "tag": "projects",
    "summary": "What a sandbox project still has to do before it is promoted",
    "status": 200,
    "door": "any",
    "roles": {
      "sandbox": [
        "viewer",
        "analyst",
        "developer",
        "key-custodian",
        "security-officer",
        "admin"
      ],
      "production": [
        "viewer",
        "analyst",
        "developer",
        "key-custodian",
        "security-officer",
        "admin"
      ]
    },
    "tokens": true,
    "membersOnly": false,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": null
  },
  "project.promote": {
    "method": "POST",
    "path": "/v1/{environment}/projects/{project}/promotion",
    "tag": "projects",
    "summary": "Ask for production access",
    "status": 202,
    "door": "any",
    "roles": {
      "sandbox": [
        "developer",
        "admin"
      ],
      "production": [
        "developer",
        "admin"
      ]
    },
    "tokens": false,
    "membersOnly": true,
    "approvals": 2,
    "bodyBytes": 65536,
    "body": null
  },
  "project.share-network": {
    "method": "PUT",
    "path": "/v1/{environment}/projects/{project}/shared-network",
    "tag": "projects",
    "summary": "Ask to put a production project on another's identity network",
    "status": 202,
    "door": "any",
    "roles": {
      "sandbox": [],
      "production": [
        "key-custodian",
        "admin"
      ]
    },
    "tokens": false,
    "membersOnly": false,
    "approvals": 2,
    "bodyBytes": 65536,
    "body": "SharedNetwork"
  },
  "project.leave-network": {
    "method": "DELETE",
    "path": "/v1/{environment}/projects/{project}/shared-network",
    "tag": "projects",
    "summary": "Put a project back on its own identity network",
    "status": 200,
    "door": "any",
    "roles": {
      "sandbox": [],
      "production": [
        "key-custodian",
        "security-officer",
        "admin"
      ]
    },
    "tokens": true,
    "membersOnly": false,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": null
  },
  "credential.list": {
    "method": "GET",
    "path": "/v1/{environment}/projects/{project}/credentials",
    "tag": "credentials",
    "summary": "List a project's client certificates",
    "status": 200,
    "door": "any",
    "roles": {
      "sandbox": [
        "viewer",
        "analyst",
        "developer",
        "key-custodian",
        "security-officer",
        "admin"
      ],
      "production": [
        "viewer",
        "analyst",
        "developer",
        "key-custodian",
        "security-officer",
        "admin"
      ]
    },
    "tokens": true,
    "membersOnly": false,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": null
  },
  "credential.create": {
    "method": "POST",
    "path": "/v1/{environment}/projects/{project}/credentials",
    "tag": "credentials",
    "summary": "Have a client certificate issued for a request or with a key made here, or register one issued elsewhere",
    "status": 201,
    "door": "any",
    "roles": {
      "sandbox": [
        "developer",
        "key-custodian",
        "admin"
      ],
      "production": [
        "key-custodian",
        "admin"
      ]
    },
    "tokens": true,
    "membersOnly": true,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": "NewCredential"
  },
  "credential.rotate": {
    "method": "POST",
    "path": "/v1/{environment}/projects/{project}/credentials/{credential}/rotation",
    "tag": "credentials",
    "summary": "Have a successor issued under the same name; both are good until the old one is revoked or ends",
    "status": 201,
    "door": "any",
    "roles": {
      "sandbox": [
        "developer",
        "key-custodian",
        "admin"
      ],
      "production": [
        "key-custodian",
        "admin"
      ]
    },
    "tokens": true,
    "membersOnly": true,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": "CredentialRotation"
  },
  "credential.revoke": {
    "method": "POST",
    "path": "/v1/{environment}/projects/{project}/credentials/{credential}/revocation",
    "tag": "credentials",
    "summary": "Revoke a client certificate, effective on the next request",
    "status": 200,
    "door": "any",
    "roles": {
      "sandbox": [
        "developer",
        "key-custodian",
        "security-officer",
        "admin"
      ],
      "production": [
        "key-custodian",
        "security-officer",
        "admin"
      ]
    },
    "tokens": true,
    "membersOnly": true,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": "Revocation"
  },
  "key.list": {
    "method": "GET",
    "path": "/v1/{environment}/projects/{project}/keys",
    "tag": "keys",
    "summary": "List a project's pairs of encryption keys",
    "status": 200,
    "door": "any",
    "roles": {
      "sandbox": [
        "viewer",
        "analyst",
        "developer",
        "key-custodian",
        "security-officer",
        "admin"
      ],
      "production": [
        "viewer",
        "analyst",
        "developer",
        "key-custodian",
        "security-officer",
        "admin"
      ]
    },
    "tokens": true,
    "membersOnly": false,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": null
  },
  "key.create": {
    "method": "POST",
    "path": "/v1/{environment}/projects/{project}/keys",
    "tag": "keys",
    "summary": "Make a Client Encryption Key, paired with a response key that is made here or brought",
    "status": 201,
    "door": "any",
    "roles": {
      "sandbox": [
        "developer",
        "key-custodian",
        "admin"
      ],
      "production": [
        "key-custodian",
        "admin"
      ]
    },
    "tokens": true,
    "membersOnly": true,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": "NewKeyPair"
  },
  "key.rotate": {
    "method": "POST",
    "path": "/v1/{environment}/projects/{project}/keys/{key}/rotation",
    "tag": "keys",
    "summary": "Make a successor pair; both are good until the old one is revoked",
    "status": 201,
    "door": "any",
    "roles": {
      "sandbox": [
        "developer",
        "key-custodian",
        "admin"
      ],
      "production": [
        "key-custodian",
        "admin"
      ]
    },
    "tokens": true,
    "membersOnly": true,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": "NewKeyPair"
  },
  "key.revoke": {
    "method": "POST",
    "path": "/v1/{environment}/projects/{project}/keys/{key}/revocation",
    "tag": "keys",
    "summary": "Revoke a pair, effective on the next request",
    "status": 200,
    "door": "any",
    "roles": {
      "sandbox": [
        "developer",
        "key-custodian",
        "security-officer",
        "admin"
      ],
      "production": [
        "key-custodian",
        "security-officer",
        "admin"
      ]
    },
    "tokens": true,
    "membersOnly": true,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": "Revocation"
  },
  "key.download": {
    "method": "GET",
    "path": "/v1/{environment}/projects/{project}/keys/{key}/files",
    "tag": "keys",
    "summary": "Download the public half of a Client Encryption Key in every form",
    "status": 200,
    "door": "any",
    "roles": {
      "sandbox": [
        "viewer",
        "analyst",
        "developer",
        "key-custodian",
        "security-officer",
        "admin"
      ],
      "production": [
        "viewer",
        "analyst",
        "developer",
        "key-custodian",
        "security-officer",
        "admin"
      ]
    },
    "tokens": true,
    "membersOnly": false,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": null
  },
  "approval.list": {
    "method": "GET",
    "path": "/v1/{environment}/approvals",
    "tag": "approvals",
    "summary": "List what waits for approval, and what was decided",
    "status": 200,
    "door": "any",
    "roles": {
      "sandbox": [
        "developer",
        "key-custodian",
        "security-officer",
        "admin"
      ],
      "production": [
        "developer",
        "key-custodian",
        "security-officer",
        "admin"
      ]
    },
    "tokens": true,
    "membersOnly": false,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": null
  },
  "approval.show": {
    "method": "GET",
    "path": "/v1/{environment}/approvals/{approval}",
    "tag": "approvals",
    "summary": "Show one, with the exact request it is bound to",
    "status": 200,
    "door": "any",
    "roles": {
      "sandbox": [
        "developer",
        "key-custodian",
        "security-officer",
        "admin"
      ],
      "production": [
        "developer",
        "key-custodian",
        "security-officer",
        "admin"
      ]
    },
    "tokens": true,
    "membersOnly": false,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": null
  },
  "approval.decide": {
    "method": "POST",
    "path": "/v1/{environment}/approvals/{approval}/decisions",
    "tag": "approvals",
    "summary": "Approve or reject; the last approval that is needed has the step done at once",
    "status": 200,
    "door": "sign-in",
    "roles": {
      "sandbox": [
        "security-officer"
      ],
      "production": [
        "security-officer"
      ]
    },
    "tokens": false,
    "membersOnly": false,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": "ApprovalDecision"
  },
  "authority.show": {
    "method": "GET",
    "path": "/v1/{environment}/authority",
    "tag": "authority",
    "summary": "Show an environment's authorities",
    "status": 200,
    "door": "any",
    "roles": {
      "sandbox": [
        "viewer",
        "analyst",
        "developer",
        "key-custodian",
        "security-officer",
        "admin"
      ],
      "production": [
        "viewer",
        "analyst",
        "developer",
        "key-custodian",
        "security-officer",
        "admin"
      ]
    },
    "tokens": true,
    "membersOnly": false,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": null
  },
  "authority.revocation-list": {
    "method": "GET",
    "path": "/v1/{environment}/authority/revocation-list",
    "tag": "authority",
    "summary": "The revocation list of the client issuer, for proxies that end TLS",
    "status": 200,
    "door": "any",
    "roles": {
      "sandbox": [
        "viewer",
        "analyst",
        "developer",
        "key-custodian",
        "security-officer",
        "admin"
      ],
      "production": [
        "viewer",
        "analyst",
        "developer",
        "key-custodian",
        "security-officer",
        "admin"
      ]
    },
    "tokens": true,
    "membersOnly": false,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": null
  },
  "authority.rotate-issuer": {
    "method": "POST",
    "path": "/v1/{environment}/authority/issuer/rotation",
    "tag": "authority",
    "summary": "Make a new issuing intermediate; certificates of the former one stay good",
    "status": 200,
    "door": "any",
    "roles": {
      "sandbox": [
        "security-officer",
        "admin"
      ],
      "production": [
        "security-officer"
      ]
    },
    "tokens": false,
    "membersOnly": false,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": null
  },
  "authority.export-root": {
    "method": "POST",
    "path": "/v1/{environment}/authority/root-key/export",
    "tag": "authority",
    "summary": "Export the client root's key, encrypted",
    "status": 200,
    "door": "any",
    "roles": {
      "sandbox": [
        "security-officer",
        "admin"
      ],
      "production": [
        "security-officer"
      ]
    },
    "tokens": false,
    "membersOnly": false,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": "Passphrase"
  },
  "authority.remove-root": {
    "method": "DELETE",
    "path": "/v1/{environment}/authority/root-key",
    "tag": "authority",
    "summary": "Remove the client root's key from here; it must have been exported",
    "status": 200,
    "door": "any",
    "roles": {
      "sandbox": [
        "security-officer",
        "admin"
      ],
      "production": [
        "security-officer"
      ]
    },
    "tokens": false,
    "membersOnly": false,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": null
  },
  "authority.restore-root": {
    "method": "PUT",
    "path": "/v1/{environment}/authority/root-key",
    "tag": "authority",
    "summary": "Bring the client root's key back",
    "status": 200,
    "door": "any",
    "roles": {
      "sandbox": [
        "security-officer",
        "admin"
      ],
      "production": [
        "security-officer"
      ]
    },
    "tokens": false,
    "membersOnly": false,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": "SealedKey"
  },
  "network.stats": {
    "method": "GET",
    "path": "/v1/{environment}/network",
    "tag": "network",
    "summary": "How much the identity network holds",
    "status": 200,
    "door": "any",
    "roles": {
      "sandbox": [
        "viewer",
        "analyst",
        "developer",
        "key-custodian",
        "security-officer",
        "admin"
      ],
      "production": [
        "viewer",
        "analyst",
        "developer",
        "key-custodian",
        "security-officer",
        "admin"
      ]
    },
    "tokens": true,
    "membersOnly": false,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": null
  },
  "network.prune": {
    "method": "POST",
    "path": "/v1/{environment}/network/pruning",
    "tag": "network",
    "summary": "Forget elements of some kinds that were not seen for so many days, and their links",
    "status": 200,
    "door": "any",
    "roles": {
      "sandbox": [
        "security-officer",
        "admin"
      ],
      "production": [
        "security-officer",
        "admin"
      ]
    },
    "tokens": false,
    "membersOnly": false,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": "NetworkPruning"
  },
  "network.verify": {
    "method": "POST",
    "path": "/v1/{environment}/network/verification",
    "tag": "network",
    "summary": "Look at every record of the network",
    "status": 200,
    "door": "any",
    "roles": {
      "sandbox": [
        "security-officer",
        "admin"
      ],
      "production": [
        "security-officer",
        "admin"
      ]
    },
    "tokens": true,
    "membersOnly": false,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": null
  },
  "network.backup": {
    "method": "POST",
    "path": "/v1/{environment}/network/backup",
    "tag": "network",
    "summary": "Copy the network to a new folder, while calls are served",
    "status": 200,
    "door": "local",
    "roles": {
      "sandbox": [
        "admin"
      ],
      "production": [
        "admin"
      ]
    },
    "tokens": true,
    "membersOnly": false,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": "NetworkFolder"
  },
  "network.restore": {
    "method": "POST",
    "path": "/v1/{environment}/network/restore",
    "tag": "network",
    "summary": "Put a backup in the network's place, while no calls are served",
    "status": 200,
    "door": "local",
    "roles": {
      "sandbox": [
        "admin"
      ],
      "production": [
        "admin"
      ]
    },
    "tokens": true,
    "membersOnly": false,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": "NetworkFolder"
  },
  "network.rekey": {
    "method": "POST",
    "path": "/v1/{environment}/network/storage-key/rotation",
    "tag": "network",
    "summary": "Write every stored identifier anew under a new storage key, while no calls are served",
    "status": 200,
    "door": "local",
    "roles": {
      "sandbox": [
        "admin"
      ],
      "production": [
        "admin"
      ]
    },
    "tokens": true,
    "membersOnly": false,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": null
  },
  "network.import": {
    "method": "POST",
    "path": "/v1/{environment}/projects/{project}/network/imports",
    "tag": "network",
    "summary": "Count some purchases of a project's history, which come in the order of their lines",
    "status": 200,
    "door": "any",
    "roles": {
      "sandbox": [
        "analyst",
        "developer",
        "admin"
      ],
      "production": [
        "analyst",
        "admin"
      ]
    },
    "tokens": true,
    "membersOnly": true,
    "approvals": 0,
    "bodyBytes": 4194304,
    "body": "HistoryBatch"
  },
  "network.show-import": {
    "method": "GET",
    "path": "/v1/{environment}/projects/{project}/network/imports/{import}",
    "tag": "network",
    "summary": "How far a history was counted",
    "status": 200,
    "door": "any",
    "roles": {
      "sandbox": [
        "analyst",
        "developer",
        "admin"
      ],
      "production": [
        "analyst",
        "admin"
      ]
    },
    "tokens": true,
    "membersOnly": true,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": null
  },
  "network.show": {
    "method": "POST",
    "path": "/v1/{environment}/projects/{project}/network/portrait",
    "tag": "network",
    "summary": "What a project's network knows of one e-mail address, phone, card …",
    "status": 200,
    "door": "any",
    "roles": {
      "sandbox": [
        "analyst",
        "developer",
        "security-officer",
        "admin"
      ],
      "production": [
        "analyst",
        "security-officer",
        "admin"
      ]
    },
    "tokens": false,
    "membersOnly": true,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": "NamedElement"
  },
  "network.erase": {
    "method": "POST",
    "path": "/v1/{environment}/projects/{project}/network/erasure",
    "tag": "network",
    "summary": "Forget one e-mail address, phone, card … and every link to it",
    "status": 200,
    "door": "any",
    "roles": {
      "sandbox": [
        "developer",
        "security-officer",
        "admin"
      ],
      "production": [
        "security-officer",
        "admin"
      ]
    },
    "tokens": false,
    "membersOnly": true,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": "NamedElement"
  },
  "call.list": {
    "method": "GET",
    "path": "/v1/{environment}/projects/{project}/calls",
    "tag": "calls",
    "summary": "The calls that were answered, or the purchases that histories told, the newest first",
    "status": 200,
    "door": "any",
    "roles": {
      "sandbox": [
        "analyst",
        "developer",
        "security-officer",
        "admin"
      ],
      "production": [
        "analyst",
        "security-officer",
        "admin"
      ]
    },
    "tokens": true,
    "membersOnly": true,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": null
  },
  "call.show": {
    "method": "GET",
    "path": "/v1/{environment}/projects/{project}/calls/{call}",
    "tag": "calls",
    "summary": "One call, with its answer and what that was computed from",
    "status": 200,
    "door": "any",
    "roles": {
      "sandbox": [
        "analyst",
        "developer",
        "security-officer",
        "admin"
      ],
      "production": [
        "analyst",
        "security-officer",
        "admin"
      ]
    },
    "tokens": true,
    "membersOnly": true,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": null
  },
  "refusal.list": {
    "method": "GET",
    "path": "/v1/{environment}/projects/{project}/refusals",
    "tag": "refusals",
    "summary": "Why calls with a project's certificates were refused within the last 24 hours, the newest last",
    "status": 200,
    "door": "any",
    "roles": {
      "sandbox": [
        "viewer",
        "analyst",
        "developer",
        "key-custodian",
        "security-officer",
        "admin"
      ],
      "production": []
    },
    "tokens": true,
    "membersOnly": true,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": null
  },
  "refusal.list-unknown": {
    "method": "GET",
    "path": "/v1/{environment}/refusals",
    "tag": "refusals",
    "summary": "Why callers whom no project knows were refused within the last 24 hours, the newest last",
    "status": 200,
    "door": "any",
    "roles": {
      "sandbox": [
        "admin"
      ],
      "production": []
    },
    "tokens": false,
    "membersOnly": false,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": null
  },
  "audit.list": {
    "method": "GET",
    "path": "/v1/audit/{trail}",
    "tag": "audit",
    "summary": "Read an audit trail, oldest first",
    "status": 200,
    "door": "any",
    "roles": {
      "sandbox": [
        "security-officer",
        "admin"
      ],
      "production": [
        "security-officer",
        "admin"
      ]
    },
    "tokens": true,
    "membersOnly": false,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": null
  },
  "audit.verify": {
    "method": "POST",
    "path": "/v1/audit/verification",
    "tag": "audit",
    "summary": "Check every audit trail, link by link and against the heads that were exported",
    "status": 200,
    "door": "any",
    "roles": {
      "sandbox": [
        "security-officer",
        "admin"
      ],
      "production": [
        "security-officer",
        "admin"
      ]
    },
    "tokens": true,
    "membersOnly": false,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": "AuditHeads"
  },
  "production.init": {
    "method": "POST",
    "path": "/v1/production",
    "tag": "service",
    "summary": "Set production up, and start it",
    "status": 201,
    "door": "local",
    "roles": {
      "sandbox": [
        "admin"
      ],
      "production": [
        "admin"
      ]
    },
    "tokens": true,
    "membersOnly": false,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": null
  },
  "master-key.rotate": {
    "method": "POST",
    "path": "/v1/master-key/rotation",
    "tag": "service",
    "summary": "Wrap every key anew, under a new master key",
    "status": 200,
    "door": "local",
    "roles": {
      "sandbox": [
        "admin"
      ],
      "production": [
        "admin"
      ]
    },
    "tokens": true,
    "membersOnly": false,
    "approvals": 0,
    "bodyBytes": 65536,
    "body": "MasterKeyRotation"
  }
} as const;
