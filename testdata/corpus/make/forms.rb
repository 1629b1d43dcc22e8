# A body, read from standard input, as Ruby programs write it down: `ruby forms.rb FORM`.

require "json"

body = $stdin.binmode.read.force_encoding("UTF-8")

def rails(value)
  require "active_support"
  require "active_support/json"
  value.to_json
end

print case ARGV.fetch(0)
      when "pretty" then JSON.pretty_generate(JSON.parse(body))
      when "rails" then rails(JSON.parse(body))
      when "inspect" then JSON.parse(body).to_s
      when "scrub" then body.force_encoding("US-ASCII").scrub("?")
      else abort "no form #{ARGV[0]}"
      end
