/**
 * The transaction that `whorl start` sends once, to show that everything works. The person is
 * nobody: names, domains, numbers and addresses are of the ranges kept for documentation.
 */
export function greetingTransaction(nowMs: number) {
  return {
    purchaseDate: new Date(nowMs).toISOString().replace(/\D/g, '').slice(0, 14),
    purchaseAmount: '4999',
    purchaseCurrencyExponent: '2',
    purchaseCurrency: '840',
    merchantName: 'Harbour Books',
    merchantCountryCode: '840',
    mcc: '5942',
    cardHolderName: 'Avery Greeting',
    primaryEmail: 'avery.greeting@example.com',
    mobilePhone: { cc: '1', subscriber: '2025550142' },
    billingAddress: {
      addressLine1: '1 Example Street',
      addressCity: 'Springfield',
      addressState: 'IL',
      addressPostCode: '62701',
      addressCountry: '840',
    },
    ipAddress: '198.51.100.42',
    userAgent:
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4 Safari/605.1.15',
    accountDetails: { accountNumber: '4111111111111111' },
  };
}
