# One sealed call with the official library. Where to call, with which files, is in config.json.

require 'json'
require 'net/http'
require 'openssl'
require 'mcapi/encryption/jwe_encryption'

Dir.chdir(__dir__)
CONFIG = JSON.parse(File.read('config.json', encoding: 'UTF-8'))
FILES = CONFIG['files']
ENDPOINT = '/identity/transactions'

def jwe
  whole_body = [{ 'element' => '$', 'obj' => '$' }] # never single fields
  McAPI::Encryption::JweEncryption.new(
    'mode' => 'JWE',
    'paths' => [{ 'path' => ENDPOINT, 'toEncrypt' => whole_body, 'toDecrypt' => whole_body }],
    'encryptedValueFieldName' => 'encryptedData',
    'encryptionCertificate' => FILES['requestKey'], # encrypts requests
    'privateKey' => FILES['responseKey'] # decrypts answers
  )
end

def connection(uri)
  http = Net::HTTP.new(uri.hostname, uri.port)
  http.use_ssl = true
  http.cert, *http.extra_chain_cert = OpenSSL::X509::Certificate.load(File.binread(FILES['certificate']))
  http.key = OpenSSL::PKey.read(File.binread(FILES['privateKey']))
  http.ca_file = FILES['ca'] # without it the system's authorities are trusted
  http.open_timeout = http.read_timeout = 5
  http
end

def plain(text) # nothing that steers a terminal; headers come as bytes
  String.new(text.to_s, encoding: 'UTF-8').scrub.gsub(/\p{C}/, ' ')
end

def explain(answer)
  lines = ["Refused: HTTP #{answer.code}, X-MC-Correlation-ID #{plain(answer['X-MC-Correlation-ID'])}"]
  JSON.parse(answer.body)['Errors']['Error'].each do |item|
    error = item.transform_values { |words| plain(words) }
    lines << "  #{error['ReasonCode']} (#{error['Source']}): #{error['Description']}"
    lines << "    #{error['Details']}" if error['Details']
  end
  lines.join("\n")
end

begin
  sealed = jwe.encrypt(ENDPOINT, File.read('request.json', encoding: 'UTF-8'))[:body]
  uri = URI("#{CONFIG['baseUrl']}/transactions")
  answer = connection(uri).post(uri.path, JSON.generate(sealed), 'Content-Type' => 'application/json')
  raise explain(answer) unless answer.code == '200' # a refusal is in clear, and the library would fail

  response = JSON.generate(request: { url: ENDPOINT }, body: JSON.parse(answer.body))
  puts JSON.pretty_generate(JSON.parse(jwe.decrypt(response))['body'])
rescue StandardError => e
  abort "#{e.message}\nWhat to mend: ask the doctor, as README.md says"
end
