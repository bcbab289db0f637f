require 'json'
require 'open3'
require 'openssl'

module McAPI
  module Encryption
    class JweEncryption
      def initialize(config)
        OpenSSL::X509::Certificate.new(File.binread(config['encryptionCertificate']))
        OpenSSL::PKey.read(File.binread(config['privateKey']))
        @config = config
      end

      def encrypt(endpoint, body)
        raise 'another path' unless path(endpoint)['toEncrypt'] == [{ 'element' => '$', 'obj' => '$' }]

        { body: through('seal', body) }
      end

      def decrypt(response)
        response = JSON.parse(response)
        # The library takes the token from the member of that name in the element.
        raise 'another element' unless path(response['request']['url'])['toDecrypt'][0]['element'] == '$'

        response['body'] = through('open', JSON.generate(response['body']))
        JSON.generate(response)
      end

      private

      def path(endpoint)
        @config['paths'].find { |one| endpoint.match(one['path']) }
      end

      def through(verb, text)
        made, status = Open3.capture2(ENV['KIT_NODE'], ENV['KIT_ENVELOPE'], verb, stdin_data: text)
        raise "Payload #{verb} failed!" unless status.success?

        JSON.parse(made)
      end
    end
  end
end
