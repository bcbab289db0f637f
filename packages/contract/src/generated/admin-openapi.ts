// Generated from api/admin.yaml by tools/generate.ts. Do not edit.
export interface paths {
    readonly "/v1/status": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** What runs here, and as whom you are seen */
        readonly get: operations["status.show"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/sessions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Sign in */
        readonly post: operations["session.create"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/sessions/current": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** Sign out */
        readonly delete: operations["session.end"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/password": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        /** Change your own password; your other sessions and the tokens you made end */
        readonly put: operations["password.change"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/totp": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Begin to set up a second factor */
        readonly post: operations["totp.start"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/totp/confirmation": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Put the second factor in force with a first code */
        readonly post: operations["totp.confirm"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/invitations/acceptance": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Take an invitation up by setting a password */
        readonly post: operations["invitation.accept"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/accounts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List accounts */
        readonly get: operations["account.list"];
        readonly put?: never;
        /** Invite somebody */
        readonly post: operations["account.invite"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/accounts/first": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Make the first admin, where there is no account yet */
        readonly post: operations["account.create-first"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/accounts/{account}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description E-mail address or id */
                readonly account: components["parameters"]["Account"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        /** Change a role, suspend or let in again; ends the account's sessions and tokens */
        readonly patch: operations["account.change"];
        readonly trace?: never;
    };
    readonly "/v1/accounts/{account}/invitation": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description E-mail address or id */
                readonly account: components["parameters"]["Account"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Invite somebody anew who lost a password or a second factor; what they had ends */
        readonly post: operations["account.invite-again"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/tokens": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List automation tokens */
        readonly get: operations["token.list"];
        readonly put?: never;
        /** Make a token for a program */
        readonly post: operations["token.create"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/tokens/{token}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The token's id */
                readonly token: components["parameters"]["Token"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        readonly post?: never;
        /** Revoke a token */
        readonly delete: operations["token.revoke"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/{environment}/projects": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
            };
            readonly cookie?: never;
        };
        /** List projects */
        readonly get: operations["project.list"];
        readonly put?: never;
        /** Create a project, in the sandbox; to production it is promoted */
        readonly post: operations["project.create"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/{environment}/projects/{project}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
                /** @description Name or id */
                readonly project: components["parameters"]["Project"];
            };
            readonly cookie?: never;
        };
        /** Show a project */
        readonly get: operations["project.show"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/{environment}/projects/{project}/status": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
                /** @description Name or id */
                readonly project: components["parameters"]["Project"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        /** Suspend a project or let it call again */
        readonly put: operations["project.set-status"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/{environment}/projects/{project}/contacts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
                /** @description Name or id */
                readonly project: components["parameters"]["Project"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        /** Say whom to ask and whom to warn */
        readonly put: operations["project.set-contacts"];
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/{environment}/projects/{project}/members/{account}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
                /** @description Name or id */
                readonly project: components["parameters"]["Project"];
                /** @description E-mail address or id */
                readonly account: components["parameters"]["Account"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        /** Let a developer work on a project */
        readonly put: operations["project.add-member"];
        readonly post?: never;
        /** Take a developer off a project */
        readonly delete: operations["project.remove-member"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/{environment}/projects/{project}/checklist": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
                /** @description Name or id */
                readonly project: components["parameters"]["Project"];
            };
            readonly cookie?: never;
        };
        /** What a sandbox project still has to do before it is promoted */
        readonly get: operations["project.checklist"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/{environment}/projects/{project}/promotion": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
                /** @description Name or id */
                readonly project: components["parameters"]["Project"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Ask for production access */
        readonly post: operations["project.promote"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/{environment}/projects/{project}/shared-network": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
                /** @description Name or id */
                readonly project: components["parameters"]["Project"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        /** Ask to put a production project on another's identity network */
        readonly put: operations["project.share-network"];
        readonly post?: never;
        /** Put a project back on its own identity network */
        readonly delete: operations["project.leave-network"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/{environment}/projects/{project}/credentials": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
                /** @description Name or id */
                readonly project: components["parameters"]["Project"];
            };
            readonly cookie?: never;
        };
        /** List a project's client certificates */
        readonly get: operations["credential.list"];
        readonly put?: never;
        /** Have a client certificate issued for a request or with a key made here, or register one issued elsewhere */
        readonly post: operations["credential.create"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/{environment}/projects/{project}/credentials/{credential}/rotation": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
                /** @description Name or id */
                readonly project: components["parameters"]["Project"];
                /** @description SHA-256 of the certificate, or its beginning */
                readonly credential: components["parameters"]["Credential"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Have a successor issued under the same name; both are good until the old one is revoked or ends */
        readonly post: operations["credential.rotate"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/{environment}/projects/{project}/credentials/{credential}/revocation": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
                /** @description Name or id */
                readonly project: components["parameters"]["Project"];
                /** @description SHA-256 of the certificate, or its beginning */
                readonly credential: components["parameters"]["Credential"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Revoke a client certificate, effective on the next request */
        readonly post: operations["credential.revoke"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/{environment}/projects/{project}/keys": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
                /** @description Name or id */
                readonly project: components["parameters"]["Project"];
            };
            readonly cookie?: never;
        };
        /** List a project's pairs of encryption keys */
        readonly get: operations["key.list"];
        readonly put?: never;
        /** Make a Client Encryption Key, paired with a response key that is made here or brought */
        readonly post: operations["key.create"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/{environment}/projects/{project}/keys/{key}/rotation": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
                /** @description Name or id */
                readonly project: components["parameters"]["Project"];
                /** @description Fingerprint of the request key, or its beginning */
                readonly key: components["parameters"]["Key"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Make a successor pair; both are good until the old one is revoked */
        readonly post: operations["key.rotate"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/{environment}/projects/{project}/keys/{key}/revocation": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
                /** @description Name or id */
                readonly project: components["parameters"]["Project"];
                /** @description Fingerprint of the request key, or its beginning */
                readonly key: components["parameters"]["Key"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Revoke a pair, effective on the next request */
        readonly post: operations["key.revoke"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/{environment}/projects/{project}/keys/{key}/files": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
                /** @description Name or id */
                readonly project: components["parameters"]["Project"];
                /** @description Fingerprint of the request key, or its beginning */
                readonly key: components["parameters"]["Key"];
            };
            readonly cookie?: never;
        };
        /** Download the public half of a Client Encryption Key in every form */
        readonly get: operations["key.download"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/{environment}/approvals": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
            };
            readonly cookie?: never;
        };
        /** List what waits for approval, and what was decided */
        readonly get: operations["approval.list"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/{environment}/approvals/{approval}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
                readonly approval: components["parameters"]["Approval"];
            };
            readonly cookie?: never;
        };
        /** Show one, with the exact request it is bound to */
        readonly get: operations["approval.show"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/{environment}/approvals/{approval}/decisions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
                readonly approval: components["parameters"]["Approval"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Approve or reject; the last approval that is needed has the step done at once */
        readonly post: operations["approval.decide"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/{environment}/authority": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
            };
            readonly cookie?: never;
        };
        /** Show an environment's authorities */
        readonly get: operations["authority.show"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/{environment}/authority/revocation-list": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
            };
            readonly cookie?: never;
        };
        /** The revocation list of the client issuer, for proxies that end TLS */
        readonly get: operations["authority.revocation-list"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/{environment}/authority/issuer/rotation": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Make a new issuing intermediate; certificates of the former one stay good */
        readonly post: operations["authority.rotate-issuer"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/{environment}/authority/root-key/export": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Export the client root's key, encrypted */
        readonly post: operations["authority.export-root"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/{environment}/authority/root-key": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        /** Bring the client root's key back */
        readonly put: operations["authority.restore-root"];
        readonly post?: never;
        /** Remove the client root's key from here; it must have been exported */
        readonly delete: operations["authority.remove-root"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/{environment}/network": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
            };
            readonly cookie?: never;
        };
        /** How much the identity network holds */
        readonly get: operations["network.stats"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/{environment}/network/pruning": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Forget elements of some kinds that were not seen for so many days, and their links */
        readonly post: operations["network.prune"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/{environment}/network/verification": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Look at every record of the network */
        readonly post: operations["network.verify"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/{environment}/network/backup": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Copy the network to a new folder, while calls are served */
        readonly post: operations["network.backup"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/{environment}/network/restore": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Put a backup in the network's place, while no calls are served */
        readonly post: operations["network.restore"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/{environment}/network/storage-key/rotation": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Write every stored identifier anew under a new storage key, while no calls are served */
        readonly post: operations["network.rekey"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/{environment}/projects/{project}/network/imports": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
                /** @description Name or id */
                readonly project: components["parameters"]["Project"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Count some purchases of a project's history, which come in the order of their lines */
        readonly post: operations["network.import"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/{environment}/projects/{project}/network/imports/{import}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
                /** @description Name or id */
                readonly project: components["parameters"]["Project"];
                /** @description Which history */
                readonly import: components["parameters"]["Import"];
            };
            readonly cookie?: never;
        };
        /** How far a history was counted */
        readonly get: operations["network.show-import"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/{environment}/projects/{project}/network/portrait": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
                /** @description Name or id */
                readonly project: components["parameters"]["Project"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** What a project's network knows of one e-mail address, phone, card … */
        readonly post: operations["network.show"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/{environment}/projects/{project}/network/erasure": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
                /** @description Name or id */
                readonly project: components["parameters"]["Project"];
            };
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Forget one e-mail address, phone, card … and every link to it */
        readonly post: operations["network.erase"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/{environment}/projects/{project}/calls": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
                /** @description Name or id */
                readonly project: components["parameters"]["Project"];
            };
            readonly cookie?: never;
        };
        /** The calls that were answered, or the purchases that histories told, the newest first */
        readonly get: operations["call.list"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/{environment}/projects/{project}/calls/{call}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
                /** @description Name or id */
                readonly project: components["parameters"]["Project"];
                /** @description The answer's id */
                readonly call: components["parameters"]["Call"];
            };
            readonly cookie?: never;
        };
        /** One call, with its answer and what that was computed from */
        readonly get: operations["call.show"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/{environment}/projects/{project}/refusals": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
                /** @description Name or id */
                readonly project: components["parameters"]["Project"];
            };
            readonly cookie?: never;
        };
        /** Why calls with a project's certificates were refused within the last 24 hours, the newest last */
        readonly get: operations["refusal.list"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/{environment}/refusals": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
            };
            readonly cookie?: never;
        };
        /** Why callers whom no project knows were refused within the last 24 hours, the newest last */
        readonly get: operations["refusal.list-unknown"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/audit/{trail}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly trail: components["parameters"]["Trail"];
            };
            readonly cookie?: never;
        };
        /** Read an audit trail, oldest first */
        readonly get: operations["audit.list"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/audit/verification": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Check every audit trail, link by link and against the heads that were exported */
        readonly post: operations["audit.verify"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/production": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Set production up, and start it */
        readonly post: operations["production.init"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/master-key/rotation": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Wrap every key anew, under a new master key */
        readonly post: operations["master-key.rotate"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @enum {string} */
        readonly Environment: "sandbox" | "production";
        /** @enum {string} */
        readonly Role: "viewer" | "analyst" | "developer" | "key-custodian" | "security-officer" | "admin";
        /**
         * Format: date-time
         * @description ISO 8601, UTC
         * @example 2026-11-24T09:30:00.000Z
         */
        readonly Time: string;
        /** @description SHA-256, 64 lower-case hex digits */
        readonly Fingerprint: string;
        readonly FingerprintStart: string;
        readonly Email: string;
        readonly DisplayName: string;
        readonly Password: string;
        readonly Problem: {
            /**
             * @description One of docs/reference/admin-api.md
             * @example conflict
             */
            readonly code: string;
            /** @description What happened and what to do */
            readonly message: string;
            /** @description Where a body is wrong, one sentence each */
            readonly faults?: readonly string[];
        };
        readonly Status: {
            readonly version: string;
            readonly you: {
                /** @enum {string} */
                readonly kind: "nobody" | "owner" | "account" | "token";
                /** @description As the audit trail names you */
                readonly actor: string;
                readonly role?: components["schemas"]["Role"];
                readonly email?: string;
            };
            readonly environments: readonly {
                readonly name: components["schemas"]["Environment"];
                /** @enum {string} */
                readonly state: "absent" | "set-up" | "running";
                readonly baseUrl?: string;
                /** @description Why production does not start, one sentence each */
                readonly unmet?: readonly string[];
            }[];
        };
        readonly SignIn: {
            readonly email: components["schemas"]["Email"];
            readonly password: components["schemas"]["Password"];
            readonly totp?: string;
        };
        readonly Session: {
            readonly token: string;
            readonly expiresAt: components["schemas"]["Time"];
            readonly account: components["schemas"]["Account"];
        };
        readonly PasswordChange: {
            readonly current: components["schemas"]["Password"];
            readonly next: components["schemas"]["Password"];
        };
        readonly TotpStart: {
            readonly password: components["schemas"]["Password"];
        };
        readonly TotpSecret: {
            /** @description otpauth://… */
            readonly uri: string;
        };
        readonly TotpCode: {
            readonly code: string;
        };
        readonly InvitationAcceptance: {
            readonly invitation: string;
            readonly password: components["schemas"]["Password"];
        };
        readonly Account: {
            readonly id: string;
            readonly email: string;
            readonly name: string;
            readonly role: components["schemas"]["Role"];
            /** @enum {string} */
            readonly status: "invited" | "active" | "suspended";
            /** @description Whether signing in takes a second factor */
            readonly hasTotp: boolean;
            readonly createdAt: components["schemas"]["Time"];
        };
        readonly NewAccount: {
            readonly email: components["schemas"]["Email"];
            readonly name: components["schemas"]["DisplayName"];
            readonly role: components["schemas"]["Role"];
        };
        readonly FirstAccount: {
            readonly email: components["schemas"]["Email"];
            readonly name: components["schemas"]["DisplayName"];
            readonly password: components["schemas"]["Password"];
        };
        readonly AccountChange: {
            readonly role?: components["schemas"]["Role"];
            /** @enum {string} */
            readonly status?: "active" | "suspended";
        };
        readonly Invitation: {
            readonly account: components["schemas"]["Account"];
            /** @description Shown once; give it to its owner alone */
            readonly invitation: string;
            readonly expiresAt: components["schemas"]["Time"];
        };
        readonly Token: {
            readonly id: string;
            readonly name: string;
            readonly role: components["schemas"]["Role"];
            readonly environments: readonly components["schemas"]["Environment"][];
            readonly projectId?: string;
            readonly createdBy: string;
            readonly createdAt: components["schemas"]["Time"];
            readonly expiresAt: components["schemas"]["Time"];
            /** @enum {string} */
            readonly status: "active" | "expired" | "revoked";
        };
        readonly NewToken: {
            readonly name: components["schemas"]["DisplayName"];
            /** @enum {string} */
            readonly role: "viewer" | "analyst" | "developer" | "key-custodian";
            /**
             * @default [
             *       "sandbox"
             *     ]
             */
            readonly environments?: readonly components["schemas"]["Environment"][];
            /** @description Name or id, in the first of the environments */
            readonly project?: string;
            /** @default 90 */
            readonly validDays?: number;
        };
        readonly MadeToken: {
            readonly record: components["schemas"]["Token"];
            /** @description Shown once */
            readonly token: string;
        };
        readonly Contact: {
            readonly name: components["schemas"]["DisplayName"];
            readonly email: components["schemas"]["Email"];
            /** @enum {string} */
            readonly purpose: "technical" | "security";
        };
        readonly Contacts: {
            readonly contacts: readonly components["schemas"]["Contact"][];
        };
        readonly NewProject: {
            /** @description Lower-case letters, digits and hyphens, at most 40; not of the form of an id */
            readonly name: string;
            /** @description The O of its certificates */
            readonly company: string;
            /** @description What ends the CN of its certificates */
            readonly companyId: string;
            readonly contacts?: readonly components["schemas"]["Contact"][];
        };
        readonly Project: {
            readonly id: string;
            readonly name: string;
            readonly environment: components["schemas"]["Environment"];
            readonly company: string;
            readonly companyId: string;
            /** @enum {string} */
            readonly status: "active" | "suspended";
            readonly contacts: readonly components["schemas"]["Contact"][];
            readonly memberIds: readonly string[];
            /** @description `own`, or the name of the project whose identity network it is on */
            readonly network: string;
            /** @description Calls that were answered */
            readonly calls: number;
            readonly promotedFrom?: string;
            readonly createdAt: components["schemas"]["Time"];
        };
        readonly ProjectStatus: {
            /** @enum {string} */
            readonly status: "active" | "suspended";
        };
        readonly SharedNetwork: {
            /** @description Name or id of the other project */
            readonly with: string;
        };
        readonly Checklist: {
            readonly ready: boolean;
            readonly items: readonly {
                readonly id: string;
                readonly done: boolean;
                /** @description What is there or what to do */
                readonly sentence: string;
            }[];
        };
        readonly Credential: {
            readonly sha256: components["schemas"]["Fingerprint"];
            readonly keyFingerprint: components["schemas"]["Fingerprint"];
            readonly serial: string;
            readonly commonName: string;
            /** @enum {string} */
            readonly origin: "issued" | "registered";
            /** @enum {string} */
            readonly status: "active" | "suspended" | "revoked" | "expired";
            readonly notBefore: components["schemas"]["Time"];
            readonly notAfter: components["schemas"]["Time"];
            readonly createdAt: components["schemas"]["Time"];
            readonly revokedAt?: components["schemas"]["Time"];
            readonly revocationReason?: components["schemas"]["RevocationReason"];
        };
        /** @enum {string} */
        readonly RevocationReason: "unspecified" | "key-compromise" | "affiliation-changed" | "superseded" | "cessation-of-operation" | "privilege-withdrawn";
        readonly Revocation: {
            readonly reason?: components["schemas"]["RevocationReason"];
        };
        /**
         * @description PKCS#12: AES-256 and SHA-256, or the 3DES and SHA-1 that old keytools read
         * @default modern
         * @enum {string}
         */
        readonly KeyStoreForm: "modern" | "legacy";
        /** @description Exactly one of `csr`, `issue` and `certificate` */
        readonly NewCredential: {
            /** @description PKCS#10, PEM */
            readonly csr?: string;
            /** @description Have the key made here; it is handed over once and not kept */
            readonly issue?: {
                readonly keyStore?: components["schemas"]["KeyStoreForm"];
            };
            /** @description One issued elsewhere, PEM: pinned by its bytes */
            readonly certificate?: string;
            /** @description With `certificate`: who issued it, PEM; announced to callers, never trusted */
            readonly issuer?: string;
        };
        readonly CredentialRotation: {
            /** @description PKCS#10, PEM; without it the key is made here */
            readonly csr?: string;
            readonly keyStore?: components["schemas"]["KeyStoreForm"];
        };
        readonly MadeCredential: {
            readonly credential: components["schemas"]["Credential"];
            readonly files: readonly components["schemas"]["File"][];
        };
        readonly KeyPair: {
            /** @enum {string} */
            readonly status: "active" | "revoked";
            /** @description The Client Encryption Key: encrypts requests; its private half stays here */
            readonly requestKey: {
                /** @description SHA-256 of the public key; the kid that most clients send */
                readonly fingerprint: components["schemas"]["Fingerprint"];
                /** @description SHA-256 of the whole certificate; the kid that some clients send */
                readonly certificateFingerprint: components["schemas"]["Fingerprint"];
                readonly notAfter: components["schemas"]["Time"];
            };
            /** @description Decrypts answers; its private half is yours */
            readonly responseKey: {
                readonly fingerprint: components["schemas"]["Fingerprint"];
                /** @enum {string} */
                readonly origin: "brought" | "made";
            };
            readonly createdAt: components["schemas"]["Time"];
            readonly revokedAt?: components["schemas"]["Time"];
            readonly revocationReason?: components["schemas"]["RevocationReason"];
        };
        readonly NewKeyPair: {
            /** @description Your public response key: PEM, JWK or certificate; without it one is made here and handed over once */
            readonly responseKey?: string;
            readonly keyStore?: components["schemas"]["KeyStoreForm"];
        };
        readonly MadeKeyPair: {
            readonly keyPair: components["schemas"]["KeyPair"];
            readonly files: readonly components["schemas"]["File"][];
        };
        readonly File: {
            /** @example client.pem */
            readonly name: string;
            readonly content: string;
            /** @enum {string} */
            readonly encoding: "utf8" | "base64";
            /** @description Handed over this once, and not kept here */
            readonly secret: boolean;
            /** @description What it is and who uses it for what */
            readonly what: string;
        };
        readonly Files: {
            readonly files: readonly components["schemas"]["File"][];
        };
        readonly Approval: {
            readonly id: string;
            readonly operation: string;
            /** @description The exact request as canonical JSON */
            readonly request: string;
            readonly requestHash: components["schemas"]["Fingerprint"];
            /** @enum {string} */
            readonly status: "pending" | "approved" | "rejected" | "expired";
            readonly requestedBy: string;
            readonly requestedAt: components["schemas"]["Time"];
            readonly expiresAt: components["schemas"]["Time"];
            /** @description Approvals still needed */
            readonly needed: number;
            readonly decisions: readonly {
                readonly by: string;
                /** @enum {string} */
                readonly decision: "approve" | "reject";
                readonly at: components["schemas"]["Time"];
            }[];
        };
        readonly ApprovalDecision: {
            /** @enum {string} */
            readonly decision: "approve" | "reject";
            /** @description The hash of the request that you looked at */
            readonly requestHash: components["schemas"]["Fingerprint"];
        };
        readonly Authority: {
            /** @enum {string} */
            readonly rootKey: "online" | "offline";
            readonly authorities: readonly {
                /** @enum {string} */
                readonly role: "client-root" | "client-issuer" | "server-root" | "server";
                /** @enum {string} */
                readonly status: "current" | "former";
                readonly sha256: components["schemas"]["Fingerprint"];
                readonly commonName: string;
                readonly notAfter: components["schemas"]["Time"];
                /** @description PEM */
                readonly certificate: string;
            }[];
        };
        readonly Passphrase: {
            readonly passphrase: string;
        };
        readonly SealedKey: {
            /** @description Encrypted PKCS#8, PEM */
            readonly key: string;
            readonly passphrase: string;
        };
        readonly NetworkStats: {
            readonly elements: number;
            readonly links: number;
            /** @description Elements and links by kind; kinds that hold nothing are left out */
            readonly byKind: {
                readonly [key: string]: number;
            };
            /** @description What the table takes in memory */
            readonly bytes: number;
            /** @description Calls that were answered, by project */
            readonly calls: readonly {
                /** @description Its name */
                readonly project: string;
                readonly calls: number;
            }[];
            /** @description How it fared since it was opened */
            readonly sinceStart: {
                readonly read: components["schemas"]["Latency"];
                readonly record: components["schemas"]["Latency"];
                /** @description What was not done */
                readonly refusals: {
                    readonly late: number;
                    readonly full: number;
                    readonly closed: number;
                    readonly failed: number;
                };
            };
        };
        readonly Latency: {
            /** @description How many were answered */
            readonly count: number;
            /** @description In microseconds, at most 1 % off */
            readonly p50Us?: number;
            readonly p99Us?: number;
        };
        readonly NetworkPruning: {
            /** @description By kind of element: what was not seen for so many days is forgotten. Kinds that are not named stay */
            readonly days: {
                readonly email?: number;
                readonly emailDomain?: number;
                readonly phone?: number;
                readonly address?: number;
                readonly name?: number;
                readonly ip?: number;
                readonly ipPrefix?: number;
                readonly device?: number;
                readonly card?: number;
                readonly cardParts?: number;
                readonly account?: number;
                readonly merchant?: number;
                readonly category?: number;
            };
        };
        readonly Forgotten: {
            readonly elements: number;
            readonly links: number;
        };
        readonly NetworkVerdict: {
            readonly ok: boolean;
            /** @description One sentence each, the first 100 */
            readonly faults: readonly string[];
        };
        readonly NetworkFolder: {
            /** @description On the machine of the service, its whole path */
            readonly folder: string;
        };
        readonly NetworkBackup: {
            readonly folder: string;
            readonly elements: number;
            readonly links: number;
            readonly bytes: number;
        };
        readonly NetworkRestored: {
            readonly elements: number;
            readonly links: number;
            /** @description Elements that were erased after the backup was made, and now again */
            readonly erasedAgain: number;
        };
        readonly NetworkRekeyed: {
            readonly elements: number;
            /** @description Records of the log that were written anew */
            readonly records: number;
        };
        /** @description Names a history: the SHA-256 of what is imported and how, 64 lower-case hex digits */
        readonly ImportId: string;
        readonly HistoryBatch: {
            readonly importId: components["schemas"]["ImportId"];
            /** @description The line through which the batch before this one went; 0 at the beginning */
            readonly afterLine: number;
            /** @description How far the history has been read with this, rejected lines and all */
            readonly throughLine: number;
            readonly rows: readonly unknown[];
        };
        /** @description One purchase of before */
        readonly HistoryRow: {
            /** @description Where it stands in the history, from 1 and rising */
            readonly line: number;
            /** @description When it was, in Unix milliseconds; at most an hour ahead of the clock of the service */
            readonly atMs: number;
            /** @description Members of a request, as in openapi.yaml; none of them is required */
            readonly members: {
                readonly [key: string]: unknown;
            };
            /** @description What was paid */
            readonly spend?: {
                /** @description ISO 4217 numeric, three digits */
                readonly currency: string;
                /** @description In ten-thousandths of the major unit */
                readonly tenThousandths: number;
            };
            /** @description What its owner calls it, at most 64 characters */
            readonly reference?: string;
        };
        readonly HistoryCounted: {
            /** @description Rows that were counted now; those that had been counted before are not */
            readonly counted: number;
            readonly rejected: readonly components["schemas"]["RejectedRow"][];
        };
        readonly RejectedRow: {
            readonly line: number;
            /** @description What is wrong, without repeating it */
            readonly reason: string;
        };
        readonly HistoryProgress: {
            /** @description 0 where nothing of it was counted */
            readonly throughLine: number;
        };
        /**
         * @description The last two are what an e-mail address and an IP address imply: its domain, and its /24 or /48
         * @enum {string}
         */
        readonly ElementRole: "primaryEmail" | "secondaryEmail" | "homePhone" | "mobilePhone" | "workPhone" | "billingAddress" | "shippingAddress" | "cardHolderName" | "secondaryName" | "ip" | "device" | "card" | "account" | "merchant" | "primaryEmailDomain" | "ipPrefix";
        /** @description One element, given as a request gives it */
        readonly NamedElement: {
            /** @description Which of the elements that the members hold */
            readonly role: components["schemas"]["ElementRole"];
            /**
             * @description Members of a request, as in openapi.yaml
             * @example {
             *       "primaryEmail": "john.doe@example.com"
             *     }
             */
            readonly members: {
                readonly [key: string]: unknown;
            };
        };
        readonly Sighting: {
            readonly firstSeen: components["schemas"]["Time"];
            readonly lastSeen: components["schemas"]["Time"];
            readonly total: number;
            /** @description By window: N days are the current UTC day and the N - 1 before it; hours likewise */
            readonly counts: {
                readonly [key: string]: number;
            };
            /** @description Purchases that were reported as fraud, on the day of the purchase */
            readonly reported?: {
                readonly [key: string]: number;
            };
            /** @description What was paid in the currency that it was first seen with */
            readonly amounts?: {
                readonly currency: string;
                readonly windows: {
                    readonly [key: string]: components["schemas"]["AmountSum"];
                };
            };
            readonly median?: components["schemas"]["AmountSum"];
            /** @description How many different elements it was linked with, by kind of link */
            readonly partners: {
                readonly [key: string]: number;
            };
        };
        readonly AmountSum: {
            readonly count: number;
            /** @description In ten-thousandths of the major unit */
            readonly tenThousandths: number;
        };
        readonly Portrait: {
            /** @example email */
            readonly kind: string;
            readonly pseudonym: components["schemas"]["PseudonymStart"];
            readonly known: boolean;
            readonly sighting?: components["schemas"]["Sighting"];
            /** @description Those that it was seen with, the latest first, at most 100 */
            readonly partners: readonly {
                /** @example email-name */
                readonly link: string;
                /** @example name */
                readonly kind: string;
                readonly pseudonym: components["schemas"]["PseudonymStart"];
                readonly sighting: components["schemas"]["Sighting"];
            }[];
        };
        /** @description The beginning of its pseudonym: enough to see that two are the same, and good for nothing else */
        readonly PseudonymStart: string;
        readonly Erased: {
            /** @description 0 where it was never seen */
            readonly elements: number;
            readonly links: number;
            /** @description Records of the log that were rewritten */
            readonly records: number;
            /** @description What still holds its share */
            readonly remains: string;
        };
        /**
         * @default call
         * @enum {string}
         */
        readonly CallKind: "call" | "history";
        readonly Calls: {
            readonly calls: readonly components["schemas"]["CallSummary"][];
            /** @description Where the next page begins, where there is one: send it as `after` */
            readonly next?: string;
        };
        readonly CallSummary: {
            /** @enum {string} */
            readonly kind: "call" | "history";
            readonly at: components["schemas"]["Time"];
            /** @description The id of the answer, as in X-MC-Correlation-ID; purchases of histories have none */
            readonly id?: string;
            /** @description The score that was computed, whether it was answered or not */
            readonly score?: number;
        };
        /** @description One call. Nothing in it names anybody: elements are shown by the beginning of their pseudonyms */
        readonly Call: {
            /** @enum {string} */
            readonly kind: "call" | "history";
            readonly at: components["schemas"]["Time"];
            readonly id?: string;
            readonly score?: number;
            /** @description The model that scored it */
            readonly model?: string;
            /** @description As it was answered: a TransactionInsights of openapi.yaml */
            readonly answer?: {
                readonly [key: string]: unknown;
            };
            /** @description What was known, by the name of the signal: docs/reference/signals.md */
            readonly signals?: {
                readonly [key: string]: unknown;
            };
            /** @description What the call named, without what was erased since */
            readonly elements?: readonly {
                /** @example email */
                readonly kind: string;
                readonly pseudonym: components["schemas"]["PseudonymStart"];
            }[];
            /** @description Those that were named together */
            readonly links?: readonly {
                /** @example email-name */
                readonly kind: string;
                readonly from: components["schemas"]["PseudonymStart"];
                readonly to: components["schemas"]["PseudonymStart"];
            }[];
            /** @description Why nothing else is told of it: the log does not hold it any more */
            readonly lost?: string;
        };
        readonly Refusals: {
            readonly refusals: readonly components["schemas"]["Refusal"][];
        };
        /** @description A call that was refused. Nothing that was sent is repeated but fingerprints, and names of algorithms, of media types and of header members; a text that is not repeated is told by its length */
        readonly Refusal: {
            /** @description The correlation id, as in X-MC-Correlation-ID and in the log */
            readonly id: string;
            readonly at: components["schemas"]["Time"];
            /** @description Of the answer; a connection that is closed unanswered counts as one */
            readonly status: number;
            /** @example REQUEST_DECRYPT_FAILED */
            readonly reasonCode: string;
            readonly diagnoses: readonly {
                /**
                 * @description One of docs/reference/diagnoses.md
                 * @example enc-not-accepted
                 */
                readonly code: string;
                /** @description What was wrong, and how it is mended */
                readonly sentence: string;
            }[];
            /** @description Its name; of unknown callers none */
            readonly project?: string;
            /** @description The client certificate, where one was sent */
            readonly certificate?: {
                readonly sha256: components["schemas"]["Fingerprint"];
                /** @description SHA-256 of its public key */
                readonly keyFingerprint?: components["schemas"]["Fingerprint"];
                readonly notBefore?: components["schemas"]["Time"];
                readonly notAfter?: components["schemas"]["Time"];
            };
            /** @example TLSv1.3 */
            readonly tls?: string;
            /** @description Length of the body, where it was read */
            readonly bodyBytes?: number;
            /**
             * @description Without parameters
             * @example application/json
             */
            readonly contentType?: string;
            /** @description The compact JWE, where there was a text under encryptedData */
            readonly envelope?: {
                /** @description Of the token as it was sent; left out where it has no long sealed part, since it could be guessed then */
                readonly sha256?: components["schemas"]["Fingerprint"];
                /** @description The protected header, as far as it can be read */
                readonly header?: {
                    /** @example RSA-OAEP-256 */
                    readonly alg?: string;
                    /** @example A256GCM */
                    readonly enc?: string;
                    /** @description In hex, where it is a SHA-256 */
                    readonly kid?: string;
                    readonly cty?: string;
                    /** @description Names of further members that RFCs register */
                    readonly others?: readonly string[];
                    /** @description How many other members there are */
                    readonly unregistered?: number;
                };
                /** @description Five, of a compact JWE */
                readonly partCount: number;
                /** @description Lengths of the parts, decoded: header, encrypted key, IV, ciphertext, tag, and of the sixth where there is one */
                readonly partBytes: readonly number[];
            };
        };
        readonly AuditRecord: {
            readonly seq: number;
            readonly at: components["schemas"]["Time"];
            readonly actor: string;
            readonly operation: string;
            readonly target?: string;
            readonly details?: {
                readonly [key: string]: string | number | boolean;
            };
            readonly mac: components["schemas"]["Fingerprint"];
        };
        /** @description Heads from a place of your own; those in the data folder are always looked at */
        readonly AuditHeads: {
            readonly heads?: readonly {
                readonly at?: string;
                /** @enum {string} */
                readonly trail: "sandbox" | "production" | "accounts";
                readonly seq: number;
                readonly mac: string;
            }[];
        };
        readonly AuditVerdicts: {
            readonly ok: boolean;
            readonly trails: readonly {
                /** @enum {string} */
                readonly trail: "sandbox" | "production" | "accounts";
                readonly ok: boolean;
                /** @description How many records there are, or the first that is wrong */
                readonly seq: number;
                readonly sentence: string;
            }[];
        };
        readonly MasterKeyRotation: {
            /** @description On the machine of the service; made where there is none */
            readonly newKeyFile: string;
        };
        readonly MasterKeyRotated: {
            /** @description How many secrets were wrapped anew */
            readonly rewrapped: number;
            /** @description What to do now */
            readonly next: string;
        };
    };
    responses: {
        /** @description Why not */
        readonly Problem: {
            headers: {
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        readonly Environment: components["schemas"]["Environment"];
        /** @description Name or id */
        readonly Project: string;
        /** @description E-mail address or id */
        readonly Account: string;
        /** @description The token's id */
        readonly Token: string;
        /** @description SHA-256 of the certificate, or its beginning */
        readonly Credential: components["schemas"]["FingerprintStart"];
        /** @description Fingerprint of the request key, or its beginning */
        readonly Key: components["schemas"]["FingerprintStart"];
        readonly Approval: string;
        /** @description Which history */
        readonly Import: components["schemas"]["ImportId"];
        /** @description The answer's id */
        readonly Call: string;
        /** @description How many at most, the newest */
        readonly RefusalLimit: number;
        readonly Trail: "sandbox" | "production" | "accounts";
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly "status.show": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The state of the service */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Status"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "session.create": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SignIn"];
            };
        };
        readonly responses: {
            /** @description Signed in */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Session"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "session.end": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Signed out */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "password.change": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PasswordChange"];
            };
        };
        readonly responses: {
            /** @description Changed */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "totp.start": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TotpStart"];
            };
        };
        readonly responses: {
            /** @description What the authenticator app reads */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TotpSecret"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "totp.confirm": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TotpCode"];
            };
        };
        readonly responses: {
            /** @description In force */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "invitation.accept": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["InvitationAcceptance"];
            };
        };
        readonly responses: {
            /** @description The account */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Account"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "account.list": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Accounts */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly accounts: readonly components["schemas"]["Account"][];
                    };
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "account.invite": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewAccount"];
            };
        };
        readonly responses: {
            /** @description The account and its invitation, shown once */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Invitation"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "account.create-first": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["FirstAccount"];
            };
        };
        readonly responses: {
            /** @description The account */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Account"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "account.change": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description E-mail address or id */
                readonly account: components["parameters"]["Account"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AccountChange"];
            };
        };
        readonly responses: {
            /** @description The account */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Account"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "account.invite-again": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description E-mail address or id */
                readonly account: components["parameters"]["Account"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The account and its invitation, shown once */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Invitation"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "token.list": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Tokens */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly tokens: readonly components["schemas"]["Token"][];
                    };
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "token.create": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewToken"];
            };
        };
        readonly responses: {
            /** @description The token, shown once */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MadeToken"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "token.revoke": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                /** @description The token's id */
                readonly token: components["parameters"]["Token"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Revoked */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "project.list": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Projects */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly projects: readonly components["schemas"]["Project"][];
                    };
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "project.create": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewProject"];
            };
        };
        readonly responses: {
            /** @description The project */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Project"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "project.show": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
                /** @description Name or id */
                readonly project: components["parameters"]["Project"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The project */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Project"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "project.set-status": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
                /** @description Name or id */
                readonly project: components["parameters"]["Project"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ProjectStatus"];
            };
        };
        readonly responses: {
            /** @description The project */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Project"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "project.set-contacts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
                /** @description Name or id */
                readonly project: components["parameters"]["Project"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["Contacts"];
            };
        };
        readonly responses: {
            /** @description The project */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Project"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "project.add-member": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
                /** @description Name or id */
                readonly project: components["parameters"]["Project"];
                /** @description E-mail address or id */
                readonly account: components["parameters"]["Account"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The project */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Project"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "project.remove-member": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
                /** @description Name or id */
                readonly project: components["parameters"]["Project"];
                /** @description E-mail address or id */
                readonly account: components["parameters"]["Account"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The project */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Project"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "project.checklist": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
                /** @description Name or id */
                readonly project: components["parameters"]["Project"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The checklist */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Checklist"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "project.promote": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
                /** @description Name or id */
                readonly project: components["parameters"]["Project"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Two security officers are asked */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Approval"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "project.share-network": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
                /** @description Name or id */
                readonly project: components["parameters"]["Project"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SharedNetwork"];
            };
        };
        readonly responses: {
            /** @description Two security officers are asked */
            readonly 202: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Approval"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "project.leave-network": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
                /** @description Name or id */
                readonly project: components["parameters"]["Project"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The project */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Project"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "credential.list": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
                /** @description Name or id */
                readonly project: components["parameters"]["Project"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Credentials */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly credentials: readonly components["schemas"]["Credential"][];
                    };
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "credential.create": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
                /** @description Name or id */
                readonly project: components["parameters"]["Project"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewCredential"];
            };
        };
        readonly responses: {
            /** @description The credential and its files */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MadeCredential"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "credential.rotate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
                /** @description Name or id */
                readonly project: components["parameters"]["Project"];
                /** @description SHA-256 of the certificate, or its beginning */
                readonly credential: components["parameters"]["Credential"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CredentialRotation"];
            };
        };
        readonly responses: {
            /** @description The successor and its files */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MadeCredential"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "credential.revoke": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
                /** @description Name or id */
                readonly project: components["parameters"]["Project"];
                /** @description SHA-256 of the certificate, or its beginning */
                readonly credential: components["parameters"]["Credential"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["Revocation"];
            };
        };
        readonly responses: {
            /** @description The credential */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Credential"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "key.list": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
                /** @description Name or id */
                readonly project: components["parameters"]["Project"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Key pairs */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly keys: readonly components["schemas"]["KeyPair"][];
                    };
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "key.create": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
                /** @description Name or id */
                readonly project: components["parameters"]["Project"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewKeyPair"];
            };
        };
        readonly responses: {
            /** @description The pair and its files */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MadeKeyPair"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "key.rotate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
                /** @description Name or id */
                readonly project: components["parameters"]["Project"];
                /** @description Fingerprint of the request key, or its beginning */
                readonly key: components["parameters"]["Key"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NewKeyPair"];
            };
        };
        readonly responses: {
            /** @description The successor and its files */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MadeKeyPair"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "key.revoke": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
                /** @description Name or id */
                readonly project: components["parameters"]["Project"];
                /** @description Fingerprint of the request key, or its beginning */
                readonly key: components["parameters"]["Key"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["Revocation"];
            };
        };
        readonly responses: {
            /** @description The pair */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["KeyPair"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "key.download": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
                /** @description Name or id */
                readonly project: components["parameters"]["Project"];
                /** @description Fingerprint of the request key, or its beginning */
                readonly key: components["parameters"]["Key"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The files */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Files"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "approval.list": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Approvals */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly approvals: readonly components["schemas"]["Approval"][];
                    };
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "approval.show": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
                readonly approval: components["parameters"]["Approval"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The approval */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Approval"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "approval.decide": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
                readonly approval: components["parameters"]["Approval"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ApprovalDecision"];
            };
        };
        readonly responses: {
            /** @description The approval */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Approval"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "authority.show": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Authorities */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Authority"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "authority.revocation-list": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The list and its issuers' certificates */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Files"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "authority.rotate-issuer": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Authorities */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Authority"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "authority.export-root": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["Passphrase"];
            };
        };
        readonly responses: {
            /** @description The files */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Files"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "authority.restore-root": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SealedKey"];
            };
        };
        readonly responses: {
            /** @description Authorities */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Authority"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "authority.remove-root": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Authorities */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Authority"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "network.stats": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Its size */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NetworkStats"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "network.prune": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NetworkPruning"];
            };
        };
        readonly responses: {
            /** @description How many were forgotten */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Forgotten"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "network.verify": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description What is wrong */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NetworkVerdict"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "network.backup": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NetworkFolder"];
            };
        };
        readonly responses: {
            /** @description What the backup holds */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NetworkBackup"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "network.restore": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NetworkFolder"];
            };
        };
        readonly responses: {
            /** @description What came back */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NetworkRestored"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "network.rekey": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description What was written anew */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["NetworkRekeyed"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "network.import": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
                /** @description Name or id */
                readonly project: components["parameters"]["Project"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["HistoryBatch"];
            };
        };
        readonly responses: {
            /** @description How many were counted, and which were not */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["HistoryCounted"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "network.show-import": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
                /** @description Name or id */
                readonly project: components["parameters"]["Project"];
                /** @description Which history */
                readonly import: components["parameters"]["Import"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description How far */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["HistoryProgress"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "network.show": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
                /** @description Name or id */
                readonly project: components["parameters"]["Project"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NamedElement"];
            };
        };
        readonly responses: {
            /** @description What is known */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Portrait"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "network.erase": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
                /** @description Name or id */
                readonly project: components["parameters"]["Project"];
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["NamedElement"];
            };
        };
        readonly responses: {
            /** @description A receipt that names nobody */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Erased"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "call.list": {
        readonly parameters: {
            readonly query?: {
                /** @description Calls, or purchases of histories */
                readonly kind?: components["schemas"]["CallKind"];
                /** @description Not before this, ISO 8601 */
                readonly from?: string;
                /** @description Before this, ISO 8601 */
                readonly to?: string;
                /** @description What `next` of the page before was */
                readonly after?: string;
                /** @description How many at most */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
                /** @description Name or id */
                readonly project: components["parameters"]["Project"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page of them */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Calls"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "call.show": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
                /** @description Name or id */
                readonly project: components["parameters"]["Project"];
                /** @description The answer's id */
                readonly call: components["parameters"]["Call"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The call */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Call"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "refusal.list": {
        readonly parameters: {
            readonly query?: {
                /** @description How many at most, the newest */
                readonly limit?: components["parameters"]["RefusalLimit"];
            };
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
                /** @description Name or id */
                readonly project: components["parameters"]["Project"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Refusals */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Refusals"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "refusal.list-unknown": {
        readonly parameters: {
            readonly query?: {
                /** @description How many at most, the newest */
                readonly limit?: components["parameters"]["RefusalLimit"];
            };
            readonly header?: never;
            readonly path: {
                readonly environment: components["parameters"]["Environment"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Refusals */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Refusals"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "audit.list": {
        readonly parameters: {
            readonly query?: {
                /** @description The last sequence number you have */
                readonly after?: number;
                /** @description How many at most */
                readonly limit?: number;
            };
            readonly header?: never;
            readonly path: {
                readonly trail: components["parameters"]["Trail"];
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Records */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": {
                        readonly records: readonly components["schemas"]["AuditRecord"][];
                    };
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "audit.verify": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AuditHeads"];
            };
        };
        readonly responses: {
            /** @description What was found */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AuditVerdicts"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "production.init": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The state of the service */
            readonly 201: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Status"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
    readonly "master-key.rotate": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["MasterKeyRotation"];
            };
        };
        readonly responses: {
            /** @description What to do next */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["MasterKeyRotated"];
                };
            };
            readonly default: components["responses"]["Problem"];
        };
    };
}
