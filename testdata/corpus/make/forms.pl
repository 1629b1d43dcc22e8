# A body, read from standard input, as Perl programs write it down: `perl forms.pl FORM`.

use strict;
use warnings;
use JSON::PP;

binmode STDIN;
binmode STDOUT;
my $body = do { local $/; <STDIN> };
my $json = JSON::PP->new->utf8->canonical;
my %forms = (
    canonical => sub { $json->encode($json->decode($body)) },
    pretty    => sub { $json->pretty->encode($json->decode($body)) },
    chomp     => sub { chomp $body; $body },
);
print $forms{$ARGV[0]}->();
