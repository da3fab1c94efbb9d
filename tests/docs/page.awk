# Run the examples of one page; see run.sh.
#
# Variables: page (its path), directory (fresh, for its files).

function fail(line, text)
{
	printf "%s:%d: %s\n", page, line, text
	failed++
}

function quoted(text)
{
	gsub(/'/, "'\\''", text)
	return "'" text "'"
}

# Run the command, compare what it printed with what the page says.
function run(	status, where, text, got)
{
	if (command == "")
		return
	got = directory ".got"
	printf "%s", expected > (directory ".expected")
	close(directory ".expected")
	where = quoted(directory (folder == "" ? "" : "/" folder))
	status = system("cd " where " && { " command "\n} >" quoted(got) \
			" 2>&1 </dev/null")
	if (system("cmp -s " quoted(directory ".expected") " " quoted(got))) {
		fail(command_line, "the output of '" command "' differs " \
		     "(exit status " status ")")
		system("diff -u -L 'the page' -L 'the output' " \
		       quoted(directory ".expected") " " quoted(got))
	} else {
		passed++
	}
	text = ""
	while ((getline line_read < got) > 0)
		text = text line_read "\n"
	close(got)
	if (index(text, "[" id "]"))
		reports++
	else if (command ~ /iislint/)
		silent++
	command = expected = ""
}

# A file's folders must exist before it can be written.
function create(name)
{
	file = directory "/" name
	if (name ~ /\//)
		system("mkdir -p " quoted(substr(file, 1, \
						 match(file, /\/[^\/]*$/))))
	printf "" > file
}

BEGIN {
	id = page
	sub(/.*\//, "", id)
	sub(/\.md$/, "", id)
	is_rule = page ~ /(^|\/)rules\//
}

is_rule && FNR == 1 {
	if ($0 == "# " id)
		passed++
	else
		fail(1, "the title must be '# " id "'")
}

/^```/ && fence == "" {
	fence = "other"
	language = substr($1, 4)
	if (language == "console") {
		fence = "console"
		folder = ""
	} else if (NF > 1) {
		fence = "file"
		create(substr($0, length($1) + 2))
	}
	next
}

/^```$/ {
	if (fence == "console")
		run()
	if (fence == "file")
		close(file)
	fence = ""
	next
}

fence == "file" {
	print > file
	next
}

fence == "console" && /^\$ cd / {
	run()
	folder = substr($0, 6)
	next
}

fence == "console" && /^\$ / {
	run()
	command = substr($0, 3)
	command_line = FNR
	next
}

fence == "console" {
	if (command == "")
		fail(FNR, "output without a command")
	expected = expected $0 "\n"
}

END {
	if (fence != "")
		fail(FNR, "a fence is not closed")
	if (is_rule) {
		if (reports)
			passed++
		else
			fail(FNR, "no example reports [" id "]")
		if (silent)
			passed++
		else
			fail(FNR, "no example is silent about [" id "]")
	}
	printf "counts %d %d\n", passed, failed
}
