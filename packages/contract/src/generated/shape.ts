// Generated from api/openapi.yaml by tools/generate.ts. Do not edit.
export const requestShape = {
  "purchaseDate": true,
  "purchaseAmount": true,
  "purchaseCurrencyExponent": true,
  "purchaseCurrency": true,
  "merchantName": true,
  "merchantCountryCode": true,
  "mcc": true,
  "ipAddress": true,
  "userAgent": true,
  "canvas": true,
  "webGl": true,
  "timeZone": true,
  "screenResolution": true,
  "screenWidth": true,
  "screenHeight": true,
  "localStorage": true,
  "language": true,
  "colorDepth": true,
  "buildManufacturer": true,
  "placement": true,
  "androidBuildVersion": true,
  "androidSdkInt": true,
  "buildFingerprint": true,
  "buildBrand": true,
  "supportedFeatures": "list",
  "model": true,
  "sdkUserAgent": true,
  "majorOsVersion": true,
  "minorOsVersion": true,
  "simCountryIso": true,
  "simOperator": true,
  "primaryStorage": true,
  "systemMemory": true,
  "buildProduct": true,
  "vendorAppId": true,
  "storedDeviceId": true,
  "androidId": true,
  "hashedAccountId": true,
  "endCustomerRefId": true,
  "cookiesEnabled": true,
  "plugins": "list",
  "acquirerMerchantId": true,
  "acquirerBin": true,
  "cardHolderName": true,
  "secondaryName": true,
  "primaryEmail": true,
  "secondaryEmail": true,
  "mobilePhone": {
    "cc": true,
    "subscriber": true
  },
  "billingAddress": {
    "addressLine1": true,
    "addressLine2": true,
    "addressCity": true,
    "addressState": true,
    "addressPostCode": true,
    "addressCountry": true
  },
  "shippingAddress": {
    "addressLine1": true,
    "addressLine2": true,
    "addressCity": true,
    "addressState": true,
    "addressPostCode": true,
    "addressCountry": true
  },
  "homePhone": {
    "cc": true,
    "subscriber": true
  },
  "workPhone": {
    "cc": true,
    "subscriber": true
  },
  "accountDetails": {
    "accountNumber": true,
    "cardLast4": true,
    "cardExpiryDate": true,
    "cardBin": true
  }
} as const;
