#Requires -Version 5.1
<#
.SYNOPSIS
Writes a snapshot of this IIS server for iislint.

.DESCRIPTION
Makes a folder with what iislint needs to know of a server:

    applicationHost.config   the configuration, with all secrets masked
    administration.config    the configuration of its management, masked too
    redirection.config       whether the configuration lies elsewhere
    schema\*.xml             what this IIS accepts
    cert-store-NAME.csv      the certificates of the stores that IIS uses, and
                             whether their private keys can be used
    http-sys.txt             which certificate http.sys has for which endpoint

The script reads only: apart from that folder it changes nothing. Passwords,
keys and encrypted values are masked with as many characters as they have, so
that lines and columns stay what they are. Certificates are public; private
keys are tried, never exported.

Works with Windows PowerShell 5.1 and PowerShell 7, on Windows Server 2008 R2
and newer, without further modules. Asks for elevation if it lacks it: nobody
else can open the private keys.

.PARAMETER Path
The folder to make. By default it is named after the computer.

.EXAMPLE
.\export-server.ps1
.\export-server.ps1 -Path C:\Temp\web01
#>
[CmdletBinding()]
param(
    [string] $Path = $env:COMPUTERNAME
)

Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'

$stores = 'My', 'WebHosting'
$columns = 'PSParentPath', 'Thumbprint', 'Subject', 'Issuer', 'NotBefore',
    'NotAfter', 'HasPrivateKey', 'KeyState', 'KeyLocation', 'Archived',
    'FriendlyName', 'RawData'

$utf8 = New-Object Text.UTF8Encoding $true

function Test-Elevated {
    $identity = [Security.Principal.WindowsIdentity]::GetCurrent()
    $principal = New-Object Security.Principal.WindowsPrincipal $identity
    return $principal.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)
}

# The same script again, as administrator.
function Invoke-Elevated([string] $target) {
    $shell = (Get-Process -Id $PID).Path
    $arguments = '-NoProfile -ExecutionPolicy Bypass -File "{0}" -Path "{1}"' -f
        $PSCommandPath, $target
    Start-Process -FilePath $shell -ArgumentList $arguments -Verb RunAs -Wait
}

# %windir%\System32, also for a 32-bit shell on 64-bit Windows.
function Get-SystemFolder {
    $name = 'System32'
    if ([Environment]::Is64BitOperatingSystem -and -not [Environment]::Is64BitProcess) {
        $name = 'Sysnative'
    }
    return Join-Path $env:windir $name
}

# As long as the text. Numbers and Base64 stay what they are, where a value
# has a type.
function Get-Mask([string] $text, [bool] $typed) {
    if ($typed -and $text -match '^\d+$') { return '0' * $text.Length }
    if ($typed -and $text -match '^[A-Za-z0-9+/]+=*$') { return $text -replace '[^=]', 'A' }
    return '*' * $text.Length
}

# Replace group 2 of each match by its mask.
function Hide-Value([string] $text, [string] $pattern, [bool] $typed) {
    return [regex]::Replace($text, $pattern, {
            param($match)
            $match.Groups[1].Value + (Get-Mask $match.Groups[2].Value $typed) + $match.Groups[3].Value
        })
}

# The password inside of a connection string, with the entities of XML.
function Hide-Connection([string] $text, [string] $pattern) {
    return [regex]::Replace($text, $pattern, {
            param($match)
            Hide-Value $match.Value '(?i)(\b(?:password|pwd)\s*=\s*)((?:&\w+;|[^;"''])+)()'
        })
}

# The value of each tag that tells, in whatever order, that it is a secret.
function Hide-InTags([string] $text, [string] $tag, [string] $when, [bool] $typed) {
    $pattern = '<' + $tag + '\b(?:[^"''>]|"[^"]*"|''[^'']*'')*>'
    return [regex]::Replace($text, $pattern, {
            param($match)
            $found = $match.Value
            if ($found -match $when) {
                $found = Hide-Value $found '(\bvalue\s*=\s*")((?!\[enc:)[^"]+)(")' $typed
                $found = Hide-Value $found '(\bvalue\s*=\s*'')((?!\[enc:)[^'']+)('')' $typed
            }
            $found
        })
}

# Everything that must not leave the server, in double or single quotes.
function Hide-Secrets([string] $text) {
    # [enc:Provider:...:enc] keeps its form.
    $text = Hide-Value $text '(\[enc:[^:\]]*:)([^\]]*?)(:enc\])'
    $names = '(?:\w*password|validationKey|decryptionKey|sessionKey)'
    foreach ($q in '"', "'") {
        $text = Hide-Value $text "(?i)(\s$names\s*=\s*$q)((?!\[enc:)[^$q]+)($q)"
        $text = Hide-Connection $text "(?i)\b(?:connectionString|value)\s*=\s*$q[^$q]*$q"
    }
    # Variables and settings of an application, by their names.
    $text = Hide-InTags $text '(?:add|environmentVariable)' `
        '\b(?:name|key)\s*=\s*["''][^"'']*(?:password|pwd|secret|token|apikey|accesskey)'
    # Passwords and keys of the old metabase, by their ids or marked as such;
    # never the certificate hash and its store, 5506 and 5511.
    $ids = '3003|4010|5015|5501|5502|6021|7502'
    return Hide-InTags $text 'property' `
        "\bid\s*=\s*[`"']\s*0*(?:$ids)\s*[`"']|(?s)^(?!.*\bid\s*=\s*[`"']\s*0*55(?:06|11)\s*[`"']).*\battributes\s*=\s*[`"'][^`"']*\bSecure\b" $true
}

# ASCII is masked in any encoding but UTF-16, which shows in its first bytes.
function Get-FileEncoding([byte[]] $raw) {
    if ($raw.Length -ge 2) {
        if ($raw[0] -eq 0xFF -and $raw[1] -eq 0xFE) { return [Text.Encoding]::Unicode }
        if ($raw[0] -eq 0xFE -and $raw[1] -eq 0xFF) { return [Text.Encoding]::BigEndianUnicode }
    }
    # One character for each byte, so that all are written back as they were.
    return [Text.Encoding]::GetEncoding(28591)
}

function Copy-Config([string] $source, [string] $target) {
    $raw = [IO.File]::ReadAllBytes($source)
    $encoding = Get-FileEncoding $raw
    $text = $encoding.GetString($raw)
    if ($text.IndexOf([char] 0) -ge 0) {
        throw "$source is in an encoding in which secrets cannot be masked; nothing was copied"
    }
    [IO.File]::WriteAllBytes($target, $encoding.GetBytes((Hide-Secrets $text)))
}

# Where the configuration really is: redirection.config can send IIS elsewhere.
function Get-ConfigFolder([string] $folder) {
    $redirection = Join-Path $folder 'redirection.config'
    if (-not (Test-Path -LiteralPath $redirection)) {
        return $folder
    }
    $xml = New-Object Xml.XmlDocument
    $xml.XmlResolver = $null
    $xml.Load($redirection)
    $node = $xml.SelectSingleNode('//configurationRedirection')
    if ($node -and $node.GetAttribute('enabled') -eq 'true') {
        return [Environment]::ExpandEnvironmentVariables($node.GetAttribute('path'))
    }
    return $folder
}

# The private key as it can be used now: "machine" or "user" with the state
# ok, missing, "error: ..." or unknown; none without a link to a key.
function Get-KeyState([Security.Cryptography.X509Certificates.X509Certificate2] $certificate) {
    $result = @{ State = 'none'; Location = '' }
    if (-not $certificate.HasPrivateKey) {
        return $result
    }
    $result.State = 'unknown'
    $space = 'System.Security.Cryptography.X509Certificates'
    $rsaType = "$space.RSACertificateExtensions" -as [type]
    $ecType = "$space.ECDsaCertificateExtensions" -as [type]
    try {
        $key = $null
        # .NET Framework 4.6 brings these types; older ones know CAPI alone.
        if ($rsaType) { $key = $rsaType::GetRSAPrivateKey($certificate) }
        else { $key = $certificate.PrivateKey }
        if (-not $key -and $ecType) { $key = $ecType::GetECDsaPrivateKey($certificate) }
        if (-not $key) {
            return $result
        }
        $result.Location = Get-KeyLocation $key
        # SHA-1: old providers cannot sign anything newer from .NET, though
        # they serve TLS well.
        $data = [byte[]] (1, 2, 3)
        if ($key -is [Security.Cryptography.RSACryptoServiceProvider]) {
            $null = $key.SignData($data, 'SHA1')
        } elseif ($key -is [Security.Cryptography.RSA]) {
            $null = $key.SignData($data, [Security.Cryptography.HashAlgorithmName]::SHA1,
                [Security.Cryptography.RSASignaturePadding]::Pkcs1)
        } else {
            $null = $key.SignData($data, [Security.Cryptography.HashAlgorithmName]::SHA256)
        }
        $result.State = 'ok'
    } catch {
        $result.State = Get-KeyProblem $_.Exception.GetBaseException()
    }
    return $result
}

# Of keys in software alone: cards and modules have places of their own.
function Get-KeyLocation($key) {
    $machine = $null
    $provider = ''
    if ($key -is [Security.Cryptography.RSACryptoServiceProvider]) {
        $machine = $key.CspKeyContainerInfo.MachineKeyStore
        $provider = $key.CspKeyContainerInfo.ProviderName
    } elseif ($key.PSObject.Properties['Key'] -and $key.Key) {
        $machine = $key.Key.IsMachineKey
        $provider = $key.Key.Provider.Provider
    }
    if ($null -eq $machine) { return '' }
    if ($machine) { return 'machine' }
    if ($provider -notmatch '^Microsoft ' -or $provider -match 'Smart Card|Platform') { return '' }
    return 'user'
}

# NTE_BAD_KEYSET and NTE_NO_KEY: there is no key behind the link.
# NTE_NOT_SUPPORTED and NTE_BAD_TYPE: the key is there, but not for signing.
function Get-KeyProblem([Exception] $problem) {
    $code = '0x{0:X8}' -f $problem.HResult
    if ($code -in '0x80090016', '0x8009000D') { return 'missing' }
    if ($code -in '0x80090029', '0x8009000A') { return 'unknown' }
    return 'error: {0} {1}' -f $code, ($problem.Message -replace '\s+', ' ')
}

function Get-UtcText([DateTime] $time) {
    return $time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'",
        [Globalization.CultureInfo]::InvariantCulture)
}

# One row for a certificate, with the columns of $columns.
function Get-Row($certificate, [string] $store) {
    $key = Get-KeyState $certificate
    return New-Object PSObject -Property @{
        PSParentPath  = "Microsoft.PowerShell.Security\Certificate::LocalMachine\$store"
        Thumbprint    = $certificate.Thumbprint
        Subject       = $certificate.Subject
        Issuer        = $certificate.Issuer
        NotBefore     = Get-UtcText $certificate.NotBefore
        NotAfter      = Get-UtcText $certificate.NotAfter
        HasPrivateKey = $certificate.HasPrivateKey
        KeyState      = $key.State
        KeyLocation   = $key.Location
        Archived      = $certificate.Archived
        FriendlyName  = $certificate.FriendlyName
        RawData       = [Convert]::ToBase64String($certificate.RawData)
    }
}

# False when this Windows has no such store: WebHosting came with 2012.
function Export-Store([string] $name, [string] $target) {
    $store = New-Object Security.Cryptography.X509Certificates.X509Store $name, 'LocalMachine'
    try {
        $store.Open('ReadOnly, OpenExistingOnly, IncludeArchived')
    } catch {
        # ERROR_FILE_NOT_FOUND
        if ('{0:X8}' -f $_.Exception.GetBaseException().HResult -ne '80070002') { throw }
        return $false
    }
    $lines = @('"' + ($columns -join '","') + '"')
    foreach ($certificate in $store.Certificates) {
        $lines += Get-Row $certificate $name | Select-Object -Property $columns |
            ConvertTo-Csv -NoTypeInformation | Select-Object -Skip 1
    }
    $store.Close()
    # An empty store is a file with the header alone, not an empty file.
    [IO.File]::WriteAllLines($target, [string[]] $lines, $utf8)
    return $true
}

# As netsh writes it: iislint reads every code page and language.
function Export-HttpSys([string] $target) {
    $netsh = Join-Path (Get-SystemFolder) 'netsh.exe'
    Start-Process -FilePath $netsh -ArgumentList 'http show sslcert' -NoNewWindow -Wait -RedirectStandardOutput $target
}

function Export-Server([string] $target) {
    $local = Join-Path (Get-SystemFolder) 'inetsrv\config'
    if (-not (Test-Path -LiteralPath (Join-Path $local 'applicationHost.config'))) {
        throw "IIS is not installed here: there is no applicationHost.config in $local"
    }
    if (Test-Path -LiteralPath $target) {
        throw "$target exists already; name another folder with -Path"
    }
    $config = Get-ConfigFolder $local
    $null = New-Item -ItemType Directory -Path $target
    Copy-Config (Join-Path $config 'applicationHost.config') (Join-Path $target 'applicationHost.config')
    $others = @(
        (Join-Path $config 'administration.config'),
        (Join-Path $local 'redirection.config')
    )
    foreach ($other in $others) {
        if (Test-Path -LiteralPath $other) {
            Copy-Config $other (Join-Path $target (Split-Path -Leaf $other))
        }
    }
    $schema = New-Item -ItemType Directory -Path (Join-Path $target 'schema')
    Copy-Item -Path (Join-Path $local 'schema\*.xml') -Destination $schema.FullName
    foreach ($name in $stores) {
        $file = Join-Path $target ('cert-store-{0}.csv' -f $name.ToLowerInvariant())
        if (-not (Export-Store $name $file)) {
            Write-Verbose "this Windows has no store $name"
        }
    }
    Export-HttpSys (Join-Path $target 'http-sys.txt')
}

$target = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Path)
if (Test-Elevated) {
    Export-Server $target
    Write-Output "Wrote $target; copy it to where iislint is and run: iislint $(Split-Path -Leaf $target)"
} else {
    Write-Output 'Asking for administrator rights: the private keys can be tried only with them.'
    Invoke-Elevated $target
    # The last file of a snapshot.
    if (-not (Test-Path -LiteralPath (Join-Path $target 'http-sys.txt'))) {
        throw 'The export failed; run this script in an elevated PowerShell to see why.'
    }
    Write-Output "Wrote $target; copy it to where iislint is and run: iislint $(Split-Path -Leaf $target)"
}
