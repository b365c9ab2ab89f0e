// SPDX-License-Identifier: GPL-3.0-or-later
//
// What Xapian finds as it comes, to set haku's figures beside: TermGenerator and QueryParser with the Snowball stemmer
// for Finnish, words joined by OR, BM25 with its default parameters, positions stored.
//
//   stock index DATABASE FOLDER               makes DATABASE out of the files of FOLDER
//   stock index DATABASE FOLDER texts         the same, with the texts in the database, for snippets
//   stock time DATABASE TOPICS SECONDS [snippets]
//                                             the topics over and over: queries a second, median and p99 in milliseconds
//   stock batch DATABASE TOPICS LIMIT         a TREC run of "topic<TAB>query" lines
//   stock similar DATABASE TOPICS LIMIT       a TREC run of "topic<TAB>document" lines: the 40 terms that Xapian's own
//                                             expansion (ESet) finds best, weighted by it
//
// "batch" prints "ms<TAB>topic<TAB>milliseconds" lines to standard error: the query read and run, and the hits' data got.
#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>
#include <xapian.h>

namespace {

std::string contents(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

int index(const std::string& database, const std::string& folder, bool with_texts) {
    Xapian::WritableDatabase out(database, Xapian::DB_CREATE_OR_OVERWRITE);
    Xapian::TermGenerator generator;
    generator.set_stemmer(Xapian::Stem("finnish"));
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    for (const auto& path : files) {
        Xapian::Document document;
        document.set_data(std::filesystem::relative(path, folder).string());
        document.add_boolean_term("Q" + document.get_data());
        generator.set_document(document);
        const std::string text = contents(path);
        generator.index_text(text);
        if (with_texts) document.add_value(0, text);
        out.add_document(document);
    }
    out.commit();
    return 0;
}

using Rows = std::vector<std::pair<double, std::string>>;

// The hits with their data.
Rows rows(const Xapian::MSet& hits) {
    Rows rows;
    for (auto hit = hits.begin(); hit != hits.end(); ++hit)
        rows.emplace_back(-hit.get_weight(), hit.get_document().get_data());
    return rows;
}

void print(const std::string& topic, Rows rows) {
    std::sort(rows.begin(), rows.end());
    for (size_t rank = 0; rank < rows.size(); ++rank)
        std::cout << topic << " Q0 " << rows[rank].second << ' ' << rank + 1 << ' ' << -rows[rank].first << " stock\n";
}

Xapian::Query like(const Xapian::Database& database, Xapian::docid document) {
    struct NoPrefix : Xapian::ExpandDecider {
        // The generator puts every word in twice, as it stands and stemmed with a Z before it; the stem is asked for.
        bool operator()(const std::string& term) const override { return term[0] == 'Z'; }
    } stems;
    Xapian::RSet relevant;
    relevant.add_document(document);
    Xapian::Enquire enquire(database);
    enquire.set_query(Xapian::Query(""));
    std::vector<Xapian::Query> terms;
    const Xapian::ESet best = enquire.get_eset(40, relevant, &stems);
    for (auto term = best.begin(); term != best.end(); ++term)
        terms.push_back(Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(*term), term.get_weight()));
    return Xapian::Query(Xapian::Query::OP_OR, terms.begin(), terms.end());
}

Xapian::QueryParser parser_for(const Xapian::Database& database) {
    Xapian::QueryParser parser;
    parser.set_database(database);
    parser.set_stemmer(Xapian::Stem("finnish"));
    parser.set_stemming_strategy(Xapian::QueryParser::STEM_SOME);
    parser.set_default_op(Xapian::Query::OP_OR);
    return parser;
}

Xapian::Query parsed(Xapian::QueryParser& parser, const std::string& text) {
    // Lower case, because the parser takes a capital for a name that must not be stemmed.
    std::string lower;
    for (Xapian::Utf8Iterator character(text); character != Xapian::Utf8Iterator(); ++character)
        Xapian::Unicode::append_utf8(lower, Xapian::Unicode::tolower(*character));
    return parser.parse_query(lower, Xapian::QueryParser::FLAG_DEFAULT & ~Xapian::QueryParser::FLAG_BOOLEAN);
}

// Ten hits with their data, and where `snippets`, a part of each text as Xapian's own snippet() chooses and marks it.
int time(const std::string& path, const std::string& topics, double seconds, bool snippets) {
    using Clock = std::chrono::steady_clock;
    Xapian::Database database(path);
    Xapian::QueryParser parser = parser_for(database);
    const Xapian::Stem stemmer("finnish");
    std::vector<std::string> queries;
    std::ifstream lines(topics);
    for (std::string line; std::getline(lines, line);)
        if (const size_t tab = line.find('\t'); tab != std::string::npos) queries.push_back(line.substr(tab + 1));
    if (queries.empty()) return 66;
    size_t bytes = 0;
    const auto ask = [&](const std::string& text) {
        Xapian::Enquire enquire(database);
        enquire.set_query(parsed(parser, text));
        const Xapian::MSet hits = enquire.get_mset(0, 10);
        for (auto hit = hits.begin(); hit != hits.end(); ++hit) {
            bytes += hit.get_document().get_data().size();
            if (snippets) bytes += hits.snippet(hit.get_document().get_value(0), 220, stemmer).size();
        }
    };
    const auto begun = Clock::now();
    for (size_t place = 0; place < queries.size() && Clock::now() - begun < std::chrono::duration<double>(seconds); ++place)
        ask(queries[place]);
    std::vector<double> times;
    const auto start = Clock::now();
    auto now = start;
    while (now - start < std::chrono::duration<double>(seconds)) {
        ask(queries[times.size() % queries.size()]);
        const auto end = Clock::now();
        times.push_back(std::chrono::duration<double, std::milli>(end - now).count());
        now = end;
    }
    const double taken = std::chrono::duration<double>(now - start).count();
    std::sort(times.begin(), times.end());
    std::cout << times.size() / taken << '\t' << times[times.size() / 2] << '\t' << times[times.size() * 99 / 100] << '\n';
    return bytes == 0;
}

int batch(const std::string& path, const std::string& topics, unsigned limit, bool similar) {
    Xapian::Database database(path);
    Xapian::QueryParser parser = parser_for(database);
    std::ifstream lines(topics);
    for (std::string line; std::getline(lines, line);) {
        const size_t tab = line.find('\t');
        if (tab == std::string::npos) continue;
        const std::string topic = line.substr(0, tab), text = line.substr(tab + 1);
        const auto start = std::chrono::steady_clock::now();
        Xapian::Enquire enquire(database);
        Xapian::docid self = 0;
        if (similar) {
            auto posting = database.postlist_begin("Q" + text);
            if (posting == database.postlist_end("Q" + text)) continue;
            self = *posting;
            enquire.set_query(Xapian::Query(Xapian::Query::OP_AND_NOT, like(database, self), Xapian::Query("Q" + text)));
        } else {
            enquire.set_query(parsed(parser, text));
        }
        const Rows hits = rows(enquire.get_mset(0, limit));
        const std::chrono::duration<double, std::milli> taken = std::chrono::steady_clock::now() - start;
        std::cerr << "ms\t" << topic << '\t' << taken.count() << '\n';
        print(topic, hits);
    }
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        const std::string verb = argc > 1 ? argv[1] : "";
        const std::string last = argc > 4 ? argv[argc - 1] : "";
        if (verb == "index" && (argc == 4 || (argc == 5 && last == "texts"))) return index(argv[2], argv[3], argc == 5);
        if (verb == "time" && (argc == 5 || (argc == 6 && last == "snippets")))
            return time(argv[2], argv[3], std::stod(argv[4]), argc == 6);
        if ((verb == "batch" || verb == "similar") && argc == 5)
            return batch(argv[2], argv[3], std::stoul(argv[4]), verb == "similar");
        std::cerr << "usage: stock index DATABASE FOLDER [texts] | stock time DATABASE TOPICS SECONDS [snippets] | "
                     "stock batch|similar DATABASE TOPICS LIMIT\n";
        return 64;
    } catch (const Xapian::Error& error) {
        std::cerr << "stock: " << error.get_description() << '\n';
        return 70;
    }
}
