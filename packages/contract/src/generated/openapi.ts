// Generated from api/openapi.yaml by tools/generate.ts. Do not edit.
export interface paths {
    readonly "/transactions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Insights into one card-not-present transaction.
         * @description Answers from what is sent and from what was seen before this call, and remembers the call. A call with an Idempotency-Key that was answered within ten minutes gets the same answer and is counted once.
         */
        readonly post: operations["retrieveTransactionInsights"];
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
        /** @description A card-not-present purchase and what is known of the person behind it. */
        readonly TransactionInsightsData: {
            /**
             * @description When the purchase was made, YYYYMMDDHHMMSS, read as UTC. It is an input and never moves a sighting.
             * @example 20260115093000
             */
            readonly purchaseDate: string;
            /**
             * @description Amount in the currency's smallest unit: 12345 is 123.45 where the exponent is 2. At most 9223372036854775807.
             * @example 4999
             */
            readonly purchaseAmount: string;
            /**
             * @description How many digits of the amount are decimals.
             * @example 2
             */
            readonly purchaseCurrencyExponent: string;
            /**
             * @description Currency of the amount, ISO 4217 numeric. A well-formed code that no table knows is not refused.
             * @example 840
             */
            readonly purchaseCurrency: string;
            /**
             * @description The name the merchant trades under.
             * @example Harbour Books
             */
            readonly merchantName: string;
            /**
             * @description The merchant's country, ISO 3166-1 numeric.
             * @example 840
             */
            readonly merchantCountryCode: string;
            /**
             * @description Merchant category code, ISO 18245.
             * @example 5942
             */
            readonly mcc: string;
            /**
             * @description Address the consumer's device called from, IPv4 or IPv6. Device insights need it.
             * @example 198.51.100.42
             */
            readonly ipAddress?: string;
            /**
             * @description The User-Agent of the consumer's device. Device insights need it.
             * @example Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0
             */
            readonly userAgent?: string;
            /**
             * @description Signature of how the device's browser draws on a canvas.
             * @example c-5f2b9d01
             */
            readonly canvas?: string;
            /**
             * @description Signature of how the device's browser renders WebGL.
             * @example w-91c2f7aa
             */
            readonly webGl?: string;
            /**
             * @description Offset of the device from UTC, in minutes.
             * @example -300
             */
            readonly timeZone?: string;
            /**
             * @description Width, x, height, and optionally the colour depth.
             * @example 1920x1080
             */
            readonly screenResolution?: string;
            /**
             * @description Width of the screen in pixels, as newer clients send it.
             * @example 1920
             */
            readonly screenWidth?: number;
            /**
             * @description Height of the screen in pixels, as newer clients send it.
             * @example 1080
             */
            readonly screenHeight?: number;
            /**
             * @description Whether the browser offers local storage.
             * @example true
             */
            readonly localStorage?: boolean;
            /**
             * @description Language of the device, BCP 47.
             * @example en-US
             */
            readonly language?: string;
            /**
             * @description Bits per pixel of the screen.
             * @example 24
             */
            readonly colorDepth?: number;
            /**
             * @description Who made the device.
             * @example Fairphone
             */
            readonly buildManufacturer?: string;
            /**
             * @description Where in the application the call is made.
             * @example Checkout
             */
            readonly placement?: string;
            /**
             * @description Release of Android that the device runs.
             * @example 14
             */
            readonly androidBuildVersion?: string;
            /**
             * @description API level of Android that the device runs.
             * @example 34
             */
            readonly androidSdkInt?: string;
            /**
             * @description Fingerprint of the device's system build.
             * @example Fairphone/FP5/FP5:14/UKQ1.230924.001:user/release-keys
             */
            readonly buildFingerprint?: string;
            /**
             * @description Brand the device is sold under.
             * @example Fairphone
             */
            readonly buildBrand?: string;
            /**
             * @description Features the device says it has. An array, or a JSON array in a string.
             * @example [
             *       "camera",
             *       "nfc"
             *     ]
             */
            readonly supportedFeatures?: readonly string[];
            /**
             * @description Model of the device, with the manufacturer on Android.
             * @example Fairphone FP5
             */
            readonly model?: string;
            /**
             * @description Package name or bundle identifier of the calling application.
             * @example com.example.shop
             */
            readonly sdkUserAgent?: string;
            /**
             * @description Major version of the operating system.
             * @example 14
             */
            readonly majorOsVersion?: number;
            /**
             * @description Minor version of the operating system.
             * @example 0
             */
            readonly minorOsVersion?: number;
            /**
             * @description Country of the SIM's provider, ISO 3166-1 alpha-2.
             * @example us
             */
            readonly simCountryIso?: string;
            /**
             * @description Operator of the SIM, by name or by mobile country and network code.
             * @example 310260
             */
            readonly simOperator?: string;
            /**
             * Format: int64
             * @description Size of the device's storage, bytes.
             * @example 256000000000
             */
            readonly primaryStorage?: number;
            /**
             * Format: int64
             * @description Size of the device's memory, bytes.
             * @example 8000000000
             */
            readonly systemMemory?: number;
            /**
             * @description Product name of the system build.
             * @example FP5
             */
            readonly buildProduct?: string;
            /**
             * @description The device's identifier among one vendor's applications.
             * @example 6F1C2A60-4D7E-4B0C-9A55-0E2C3D4F5A6B
             */
            readonly vendorAppId?: string;
            /**
             * @description Identifier that the merchant keeps on the device, in a cookie for example.
             * @example sd-7c1e2f90
             */
            readonly storedDeviceId?: string;
            /**
             * @description Android's identifier of the device.
             * @example 9f3c1b7a55d20e48
             */
            readonly androidId?: string;
            /**
             * @description The merchant's own account, hashed by the merchant.
             * @example 3b5d5c3712955042212316173ccf37be
             */
            readonly hashedAccountId?: string;
            /**
             * @description A reseller's own name for the merchant it calls for.
             * @example shop-17
             */
            readonly endCustomerRefId?: string;
            /**
             * @description Whether the browser accepts cookies.
             * @example true
             */
            readonly cookiesEnabled?: boolean;
            /**
             * @description Plug-ins of the browser.
             * @example [
             *       "PDF Viewer"
             *     ]
             */
            readonly plugins?: readonly string[];
            /**
             * @description The merchant, as the acquirer numbers it.
             * @example HARBOUR-001
             */
            readonly acquirerMerchantId?: string;
            /**
             * @description The acquirer's bank identification number.
             * @example 400000
             */
            readonly acquirerBin?: string;
            /**
             * @description Name on the card.
             * @example Avery Morgan
             */
            readonly cardHolderName?: string;
            /**
             * @description Another name of the purchase: of the receiver, or of a business.
             * @example Morgan Design LLC
             */
            readonly secondaryName?: string;
            /**
             * Format: email
             * @description E-mail of the person. Its syntax is judged in the answer, never refused.
             * @example avery.morgan@example.com
             */
            readonly primaryEmail?: string;
            /**
             * Format: email
             * @description Another e-mail of the person.
             * @example orders@example.org
             */
            readonly secondaryEmail?: string;
            readonly mobilePhone?: components["schemas"]["PhoneDetails"];
            readonly billingAddress?: components["schemas"]["Address"];
            readonly shippingAddress?: components["schemas"]["Address"];
            readonly homePhone?: components["schemas"]["PhoneDetails"];
            readonly workPhone?: components["schemas"]["PhoneDetails"];
            readonly accountDetails?: components["schemas"]["AccountDetails"];
        };
        /** @description The payment card. */
        readonly AccountDetails: {
            /**
             * @description The primary account number. It is used while the call is answered and never stored.
             * @example 4111111111111111
             */
            readonly accountNumber?: string;
            /**
             * @description Last four digits of the card.
             * @example 1111
             */
            readonly cardLast4?: string;
            /**
             * @description When the card expires, YYMM.
             * @example 2812
             */
            readonly cardExpiryDate?: string;
            /**
             * @description First digits of the card, which name its issuer.
             * @example 411111
             */
            readonly cardBin?: string;
        };
        /** @description A telephone number, country code apart. */
        readonly PhoneDetails: {
            /**
             * @description Country calling code, digits only.
             * @example 1
             */
            readonly cc?: string;
            /**
             * @description The number within the country, digits only.
             * @example 2025550142
             */
            readonly subscriber?: string;
        };
        /** @description A postal address. */
        readonly Address: {
            /**
             * @description Street and house number.
             * @example 12 Harbour Street
             */
            readonly addressLine1?: string;
            /**
             * @description Unit, floor, or whatever else the street line does not hold.
             * @example Apt 3
             */
            readonly addressLine2?: string;
            /**
             * @description City or town.
             * @example Portland
             */
            readonly addressCity?: string;
            /**
             * @description Code of the state or province, ISO 3166-2 without the country.
             * @example ME
             */
            readonly addressState?: string;
            /**
             * @description Postal code.
             * @example 04101
             */
            readonly addressPostCode?: string;
            /**
             * @description Country, ISO 3166-1 numeric.
             * @example 840
             */
            readonly addressCountry?: string;
        };
        /** @description The answer. What cannot be known is absent. */
        readonly TransactionInsights: {
            /** @description Identifier of this answer, equal to the header X-MC-Correlation-ID. */
            readonly id: string;
            readonly deviceInsights?: components["schemas"]["DeviceInsights"];
            readonly individualInsights?: components["schemas"]["IndividualInsights"];
        };
        /** @description What is known of the device. Without an IP address and a user agent, alerts alone. */
        readonly DeviceInsights: {
            /** @description Name of the device: UDID- and 32 hexadecimal digits. */
            readonly uDeviceId?: string;
            /** @description When the device was last seen before this call, UTC. Absent when it never was. */
            readonly lastSeen?: string;
            /** @description When the device was first seen, UTC. Absent when it never was. */
            readonly firstSeen?: string;
            /**
             * Format: int64
             * @description Whole days since the device was last seen, at least 1; 0 when it never was.
             */
            readonly lastSeenDays?: number;
            /**
             * Format: int64
             * @description Whole days since the device was first seen, at least 1; 0 when it never was.
             */
            readonly firstSeenDays?: number;
            /** @description Name of this account on this device: 32 hexadecimal digits. Absent without hashedAccountId. */
            readonly accountDeviceId?: string;
            readonly deviceInfo?: components["schemas"]["DeviceInfo"];
            readonly insightFactor?: components["schemas"]["InsightFactor"];
            readonly riskFactor?: components["schemas"]["RiskFactor"];
            readonly trustFactor?: components["schemas"]["TrustFactor"];
            /** @description Says that no insights could be made, and is absent otherwise. */
            readonly alerts?: readonly string[];
        };
        /** @description How far the device can be trusted, 5 best. */
        readonly TrustFactor: number;
        /** @description Whether to add friction: 0 no data, 1 none or low, 2 low, 3 medium, 4 high, 5 very high risk. */
        readonly InsightFactor: number;
        /** @description Risk of the device: 0 no data, 1 none or low, 2 low, 3 medium, 4 high, 5 very high. */
        readonly RiskFactor: number;
        /** @description What the device is and where it called from. */
        readonly DeviceInfo: {
            /** @description Kind of device, Unknown where it cannot be told. */
            readonly deviceType: string;
            /** @description Country of the device's IP address. */
            readonly country?: string;
            /** @description Provider of the connection. */
            readonly ipCarrier?: string;
            /** @description City of the device's IP address. */
            readonly city?: string;
            /** @description Name of the browser, Unknown where it cannot be told. */
            readonly browser: string;
            /** @description State or province of the device's IP address. */
            readonly state?: string;
            /** @description Operating system, Unknown where it cannot be told. */
            readonly platform: string;
        };
        /** @description What is known of the person: each element alone, and together. */
        readonly IndividualInsights: {
            readonly primaryEmail?: components["schemas"]["PrimaryEmail"];
            readonly ip?: components["schemas"]["Ip"];
            readonly homePhone?: components["schemas"]["Phone"];
            readonly mobilePhone?: components["schemas"]["Phone"];
            readonly billingAddress?: components["schemas"]["BillingInsights"];
            readonly shippingAddress?: components["schemas"]["ShippingInsights"];
            readonly scores?: components["schemas"]["Scores"];
            readonly workPhone?: components["schemas"]["Phone"];
            readonly paymentCard?: components["schemas"]["PaymentCard"];
            readonly paymentAmount?: components["schemas"]["PaymentAmount"];
            /** @description Members that are missing because a configured source failed or was late in this call. Empty otherwise. */
            readonly alerts?: readonly string[];
            /** @description What was odd about the request and did not stop the answer: element, colon, sentence. */
            readonly warnings?: readonly string[];
        };
        /** @description The card and the name on it, seen together. */
        readonly PaymentCard: {
            /**
             * Format: int64
             * @description Whole days since card and name were first seen together, at least 1; 0 when they never were.
             */
            readonly cardHolderNamefirstSeenDays?: number;
            /**
             * Format: int64
             * @description How often card and name were seen together within 90 days.
             */
            readonly cardHolderNameVelocity?: number;
        };
        /** @description The amount among its like. */
        readonly PaymentAmount: {
            /**
             * Format: double
             * @description Amount divided by the median amount of the merchant's category in this currency.
             */
            readonly merchantCategoryRatio?: number;
        };
        /** @description The e-mail address. */
        readonly PrimaryEmail: {
            /**
             * Format: int64
             * @description Whole days since the address was first seen, at least 1; 0 when it never was.
             */
            readonly firstSeenDays?: number;
            /**
             * Format: int64
             * @description Whole days since the address was last seen, at least 1; 0 when it never was.
             */
            readonly lastSeenDays?: number;
            /** @description Whether the address is one that a mailbox can have. */
            readonly valid?: boolean;
            /** @description When the domain was registered, YYYY-MM-DD. */
            readonly domainCreationDate?: string;
            /** @description Whether a name of the request was linked to the address: match, no-match or not-found. */
            readonly matchToName?: string;
            /**
             * Format: int64
             * @description How often the address was seen within 180 days, at most 1000.
             */
            readonly mailboxVelocity?: number;
            /** @description Whether the domain gives out throw-away addresses. */
            readonly isDisposable?: boolean;
            readonly emailRisk?: components["schemas"]["EmailRiskScore"];
        };
        /** @description Risk of the e-mail address. */
        readonly EmailRiskScore: {
            /**
             * Format: double
             * @description From 0 to 1, three decimals, higher is riskier.
             */
            readonly score?: number;
        };
        /** @description The IP address. */
        readonly Ip: {
            /**
             * Format: int64
             * @description Distance to the billing address, whole miles.
             */
            readonly billingAddressDistance?: number;
            /**
             * Format: int64
             * @description Whole days since the IP address was last seen, at least 1; 0 when it never was.
             */
            readonly lastSeenDays?: number;
            /** @description How the address is connected: cable-dsl, corporate, cellular or dialup. */
            readonly connectionType?: string;
            /**
             * Format: int64
             * @description Distance to the shipping address, whole miles.
             */
            readonly shippingAddressDistance?: number;
        };
        /** @description The shipping address. */
        readonly ShippingInsights: {
            /** @description How much of the address could be confirmed: missing_address, invalid, valid, valid_to_country, valid_to_city, valid_to_street, valid_to_house_number or valid_to_house_number_missing_apt. */
            readonly validityLevel?: string;
            /**
             * Format: int64
             * @description Whole days since the address was first seen, at least 1; 0 when it never was.
             */
            readonly firstSeenDays?: number;
            /**
             * Format: int64
             * @description Whole days since the address was last seen, at least 1; 0 when it never was.
             */
            readonly lastSeenDays?: number;
            /** @description Whether a name of the request was linked to the address: match, no-match or not-found. */
            readonly matchToName?: string;
        };
        /** @description The billing address. */
        readonly BillingInsights: {
            /** @description How much of the address could be confirmed: missing_address, invalid, valid, valid_to_country, valid_to_city, valid_to_street, valid_to_house_number or valid_to_house_number_missing_apt. */
            readonly validityLevel?: string;
            /**
             * Format: int64
             * @description Whole days since the address was first seen, at least 1; 0 when it never was.
             */
            readonly firstSeenDays?: number;
            /**
             * Format: int64
             * @description Whole days since the address was last seen, at least 1; 0 when it never was.
             */
            readonly lastSeenDays?: number;
            /** @description Whether a name of the request was linked to the address: match, no-match or not-found. */
            readonly matchToName?: string;
            /** @description How billing and shipping address relate: match, seen_together, city_match, seen_with_others or no_relationship. */
            readonly shippingAddressRelationship?: string;
        };
        /** @description Risk of the identity as a whole. Absent with fewer than three major inputs. */
        readonly IdentityRisk: {
            /**
             * Format: int64
             * @description From 0 to 500, higher is riskier.
             */
            readonly score?: number;
            /** @description What drove the score: AA to AP high, JA to JF medium, RA to RP low severity. The meanings are in docs/reference/reason-codes.md. */
            readonly reasonCode?: string;
        };
        /** @description Risk of the IP address. */
        readonly IpRisk: {
            /**
             * Format: double
             * @description From 0 to 1, three decimals, higher is riskier.
             */
            readonly score?: number;
        };
        /** @description A telephone number. */
        readonly Phone: {
            /** @description Whether a name of the request was linked to the number: match, no-match or not-found. */
            readonly matchToName?: string;
            /** @description Kind of line: landline, fixed-voip, mobile, voicemail, toll-free, premium, non-fixed-voip or other. Absent where the number does not tell. */
            readonly lineType?: string;
            /** @description Whether the number is one that its country gives out. */
            readonly valid?: boolean;
            /** @description Who provides the line. */
            readonly phoneNumberCarrier?: string;
        };
        /** @description Scores over several elements. */
        readonly Scores: {
            readonly ipRisk?: components["schemas"]["IpRisk"];
            readonly identityRisk?: components["schemas"]["IdentityRisk"];
        };
        /** @description The body of every refusal, in clear. */
        readonly ErrorResponse: {
            readonly Errors: components["schemas"]["Errors"];
        };
        /** @description The faults of one call. */
        readonly Errors: {
            /** @description Every fault that was found, at least one. */
            readonly Error: readonly components["schemas"]["Error"][];
        };
        /** @description One fault. */
        readonly Error: {
            /** @description Who refuses: Gateway or IIT. */
            readonly Source?: string;
            /** @description What kind of fault it is. docs/reference/errors.md has them all. */
            readonly ReasonCode?: string;
            /** @description One fixed sentence for each kind. */
            readonly Description?: string;
            /** @description Whether the same call may succeed later. */
            readonly Recoverable?: boolean;
            /** @description What exactly: paths of members, or a sentence. Absent when there is nothing to add. */
            readonly Details?: string;
        };
        /** @description What is really on the wire, both ways: the opened body as one compact JWE. */
        readonly EncryptedBody: {
            /** @description Compact JWE: RSA-OAEP-256, A256GCM. */
            readonly encryptedData: string;
        };
    };
    responses: {
        /** @description The insights. On the wire they are sealed: see EncryptedBody. */
        readonly TransactionResponse: {
            headers: {
                readonly "X-MC-Correlation-ID": components["headers"]["CorrelationId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["TransactionInsights"];
            };
        };
        /** @description The request is incomplete, malformed, or could not be decrypted. */
        readonly BadRequestError: {
            headers: {
                readonly "X-MC-Correlation-ID": components["headers"]["CorrelationId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The project may not use the service, or is suspended. */
        readonly UnauthorizedError: {
            headers: {
                readonly "X-MC-Correlation-ID": components["headers"]["CorrelationId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description There is no such resource. */
        readonly NotFoundError: {
            headers: {
                readonly "X-MC-Correlation-ID": components["headers"]["CorrelationId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The operation takes POST only. */
        readonly MethodNotAllowedError: {
            headers: {
                readonly "X-MC-Correlation-ID": components["headers"]["CorrelationId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The body did not arrive in time. */
        readonly RequestTimeoutError: {
            headers: {
                readonly "X-MC-Correlation-ID": components["headers"]["CorrelationId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The body has more than 65,536 bytes. */
        readonly PayloadTooLargeError: {
            headers: {
                readonly "X-MC-Correlation-ID": components["headers"]["CorrelationId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The body is not application/json. */
        readonly UnsupportedMediaTypeError: {
            headers: {
                readonly "X-MC-Correlation-ID": components["headers"]["CorrelationId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description The client certificate is missing or not accepted; the connection is closed. */
        readonly ClientCertificateError: {
            headers: {
                readonly "X-MC-Correlation-ID": components["headers"]["CorrelationId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Too many undecryptable calls; Retry-After says when to come back. */
        readonly RateLimitError: {
            headers: {
                readonly "X-MC-Correlation-ID": components["headers"]["CorrelationId"];
                readonly "Retry-After": components["headers"]["RetryAfter"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description A fault of the service. */
        readonly SystemError: {
            headers: {
                readonly "X-MC-Correlation-ID": components["headers"]["CorrelationId"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["ErrorResponse"];
            };
        };
        /** @description Overload or shutdown; Retry-After says when to come back. */
        readonly UnavailableError: {
            headers: {
                readonly "X-MC-Correlation-ID": components["headers"]["CorrelationId"];
                readonly "Retry-After": components["headers"]["RetryAfter"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/json": components["schemas"]["ErrorResponse"];
            };
        };
    };
    parameters: never;
    requestBodies: {
        /** @description The transaction. On the wire it is sealed: see EncryptedBody. */
        readonly TransactionRequest: {
            readonly content: {
                readonly "application/json": components["schemas"]["TransactionInsightsData"];
            };
        };
    };
    headers: {
        /** @description A UUID that names the call; the answer's id is the same. */
        readonly CorrelationId: string;
        /** @description Seconds to wait before the call is made again. */
        readonly RetryAfter: number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly retrieveTransactionInsights: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description The caller's own name for this call, the same for its retries. At most 255 characters count. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: components["requestBodies"]["TransactionRequest"];
        readonly responses: {
            readonly 200: components["responses"]["TransactionResponse"];
            readonly 400: components["responses"]["BadRequestError"];
            readonly 401: components["responses"]["UnauthorizedError"];
            readonly 404: components["responses"]["NotFoundError"];
            readonly 405: components["responses"]["MethodNotAllowedError"];
            readonly 408: components["responses"]["RequestTimeoutError"];
            readonly 413: components["responses"]["PayloadTooLargeError"];
            readonly 415: components["responses"]["UnsupportedMediaTypeError"];
            readonly 422: components["responses"]["ClientCertificateError"];
            readonly 429: components["responses"]["RateLimitError"];
            readonly 500: components["responses"]["SystemError"];
            readonly 503: components["responses"]["UnavailableError"];
        };
    };
}
